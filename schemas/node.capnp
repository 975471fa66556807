@0xe9cfefb714147f2a;
# How the process that drives a run talks to a node, which has some of the run's shards. One connection, one session.

using Cxx = import "/capnp/c++.capnp";
using Mail = import "mail.capnp";
using News = import "news.capnp";
$Cxx.namespace("muster::wire");

const protocol :UInt32 = 7;
# Grows with every change that an older peer would not understand.

interface Gate {
  # All that a connection gives at first. Nothing else can be reached before the hello is checked.

  enter @0 (hello :Hello) -> (welcome :Welcome);
  # Once per connection.
}

struct Hello {
  # Who asks, and for what.
  protocol @0 :UInt32;         # the asker's; has to be the node's own
  version @1 :Text;            # of Muster; has to be the node's own, because results may differ between versions
  fingerprint @2 :UInt64;      # of the compiled scenario; has to be the node's own
  shards @3 :List(UInt32);     # to be the node's; ascending
  workers @4 :UInt32;          # threads that run them
  events @5 :Bool;             # whether to make events
  messageEvents @6 :Bool;      # one for each message too
  changes @7 :Bool;            # whether to tell changes: there is a journal
  readings @8 :Bool;           # whether to send readings: there are outputs
  gatherConnections @9 :Int64; # window of the events of connections, in microseconds; 0: each is told
}

struct Welcome {
  union {
    session @0 :Session;       # all is well
    refusal @1 :Text;          # why not, for people
  }
}

interface Session {
  # Calls are handled in the order in which they are made. A shard is never read while it runs.

  call @0 (what :Call) -> (answer :Answer);
  # Fails only with the connection; what is wrong with a call is said in its answer.
}

struct Call {
  union {
    populate @0 :Void;         # create the devices of all of the node's shards; once, and first
    visit @1 :Visit;
    survey @2 :Survey;
    look @3 :Look;
    question @4 :Question;
    describe @5 :Describe;
    end @6 :Void;              # end all devices and say what their states hash to
    rest @7 :UInt64;           # the next part of the answer that has this number
    post @8 :List(Mail.Mail);  # mail for the next visit, which alone would be too long
  }

  struct Visit {
    # Lets shards run.
    after @0 :Int64;             # nothing is left to do up to this step
    until @1 :Int64;             # the last step they may run
    shards @2 :List(UInt32);     # ascending
    mail @3 :List(Mail.Mail);    # for these shards; each one's in order, behind what was posted before
  }

  struct Survey {
    what @0 :Mail.Survey;
    now @1 :Int64;               # the barrier
  }

  struct Look {
    # Asks at a full barrier for what is not said with every visit.
    now @0 :Int64;               # the barrier
    series @1 :Bool;             # the open window of every signal
    closeWindow @2 :Bool;        # and begin a new one
    jobs @3 :Bool;               # latency and reasons
    faults @4 :Bool;             # spans and overlaps
    digest @5 :Bool;             # of the readings so far
    scans @6 :List(Int64);       # instants at which populations are counted that can only be counted by looking
    ways @7 :Bool;               # how long messages took
    causes @8 :List(UInt32);     # jobs whose devices are compared
    targets @9 :Targets;         # how devices stand in a job; nothing: nobody wants to know
  }

  struct Targets {
    # Those of one job in some shards. A whole fleet at once would be too much to hold.
    job @0 :UInt32;
    first @1 :UInt32;            # shard
    end @2 :UInt32;              # the shard after the last one
  }

  struct Question {
    # Which devices of a shard?
    shard @0 :UInt32;
    where @1 :Text;              # a condition; empty: every device
    first @2 :UInt32;            # slots before are left out
    most @3 :UInt64;             # summaries wanted
    countAll @4 :Bool;           # or stop after the last summary wanted
    now @5 :Int64;               # the barrier
  }

  struct Describe {
    shard @0 :UInt32;
    id @1 :Text;                 # of the device
  }
}

struct Answer {
  failure @0 :Text;            # not empty: there is no answer, and why
  rest @1 :UInt64;             # not 0: more follows, when asked for with this number
  news @2 :List(News.News);
}
