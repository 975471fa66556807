@0x9738c7dcffc770c3;
# What a node says of its shards, item by item, so that an answer of any size travels in parts. See mail.capnp for what
# instants, slots and numbers are.

using Cxx = import "/capnp/c++.capnp";
using Mail = import "mail.capnp";
$Cxx.namespace("muster::wire");

struct News {
  # One item. Items of a shard come in the order in which they were made.

  shard @0 :UInt32;            # of which it speaks; 0 where it is of the node as a whole

  what :union {
    visited @1 :Visited;       # it was visited, or its devices were created
    size @2 :UInt64;           # how many devices it has
    surveyed @3 :Mail.Members; # what a survey found
    counters @4 :List(Counter);
    # Counters that differ from what was last said.
    log @5 :List(Move);        # moves of counters, step by step; only where an expectation looks at every step
    events @6 :List(Event);    # only where somebody may subscribe
    changes @7 :List(Mail.Change);
    # For the journal, where there is one.
    readings @8 :Readings;     # for outputs, where there are any
    leg @9 :Leg;
    faults @10 :Faults;
    scan @11 :Scan;
    series @12 :Series;
    digest @13 :Hash;          # of all readings of the node so far
    states @14 :Hash;          # of the end states of the node's devices
    found @15 :Found;          # the answer to a question
    detail @16 :Detail;        # the answer to a describe; the device is known
    way @17 :Statistics;       # virtual seconds that messages took on their way
    causes @18 :Causes;        # how the devices of a job differ, of all of the node's shards; with the first of them
    targets @19 :List(Target); # how devices of the shard stand in the job that was asked for; in slot order
  }
}

struct Visited {
  # What a visit of a shard came to.
  reached @0 :Int64;           # number of the last step that is done; -1 where its devices were created
  nextDue @1 :Int64;           # number of the next step with anything to do
  turns @2 :UInt64;            # performed: what the visit cost
  outbox @3 :List(Mail.Mail);  # what the shard sent
}

struct Counter {
  number @0 :UInt32;           # place in the layout of counters
  value @1 :Int64;             # what it is now, not by how much it moved
}

struct Move {
  step @0 :Int64;              # in which it moved
  number @1 :UInt32;           # place in the layout of counters
  by @2 :Int64;
}

struct Event {
  # Something that happened, for subscribers.
  at @0 :Int64;
  kind @1 :UInt16;             # place in Muster's list of kinds, which only grows at its end
  subject @2 :Text;            # id of the device, or name of the group
  detail @3 :Text;             # rule, fault, reason or state
  count @4 :UInt64 = 1;        # how many times it happened; more than once only to groups
}

struct Readings {
  # Columns of equal length, a reading a row; a message's readings lie side by side.
  key @0 :List(UInt64);        # hash of the device's id
  ordinal @1 :List(UInt32);    # of the device in its fleet
  fleet @2 :List(UInt16);
  message @3 :List(UInt16);    # kind of message within the template
  series @4 :List(UInt32);     # number of the signal over all templates
  tick @5 :List(UInt32);       # number of the message
  at @6 :List(Int64);
  value @7 :List(Float64);
  sent @8 :List(Bool);         # false: generated while offline, or lost on the way
  late @9 :Bool;               # all of them leave buffers now; they were told before, when they were made
  notes @10 :List(Note);       # on messages whose way is not the plain one; ascending

  struct Note {
    first @0 :UInt32;          # row of the message's first reading
    sentAt @1 :Int64;          # when the message left the device
    latency @2 :Int64;         # microseconds from then to its arrival
    clock @3 :Int64;           # microseconds by which the times that it tells are off
    lost @4 :Bool;             # never arrives
    garbled @5 :Bool;          # arrives, and nobody can read it
    doubled @6 :Bool;          # arrives twice
    overtaken @7 :Bool;        # held back so that later ones come first
  }
}

struct Statistics {
  # Sums of one shard. They travel apart by shard because sums of floating-point numbers depend on their order.
  # Buckets hold whole numbers: those of all of a node's shards may come with one of them.
  sum @0 :Float64;
  min @1 :Float64;             # infinite where nothing was counted
  max @2 :Float64;
  firstBucket @3 :Int32;       # of the log-linear histogram
  counts @4 :List(UInt64);     # of the buckets from there on
  count @5 :UInt64;            # of the values that were summed
}

struct Leg {
  # What only a shard knows of a job.
  job @0 :UInt32;
  reasons @1 :List(Reason);    # of devices that did not succeed; by reason, ascending
  batches @2 :List(Batch);     # by number, ascending
  steps @3 :List(Step);        # of a job that updates devices: from the deferral to the confirmation; else none

  struct Batch {
    batch @0 :UInt32;          # 0xffffffff: targets that no batch took
    latency @1 :Statistics;    # virtual seconds from sending the command to its result
    reasons @2 :List(Reason);  # as above, of its devices
    rivals @3 :List(Rival);    # jobs that make a property of its devices something else
  }

  struct Rival {
    # Another job that was not done with devices when this one told them.
    job @0 :UInt32;
    devices @1 :UInt64;
  }

  struct Reason {
    reason @0 :Text;
    devices @1 :UInt64;
  }
}

struct Step {
  # Devices of a job by how far they came with one step of their update.
  begun @0 :UInt64;
  finished @1 :UInt64;
  failed @2 :UInt64;
  timedOut @3 :UInt64;
  recalled @4 :UInt64;
}

struct Causes {
  # How the devices of a job that have an outcome differ in tags and properties, as of the job's begin. Whole numbers,
  # which do not depend on the order of shards.
  job @0 :UInt32;
  devices @1 :Tally;           # that have an outcome
  attributes @2 :List(Attribute);
  # In the order that the scenario gives them; every node has the same.
  pairs @3 :List(Pair);        # of attributes that have few enough values together

  struct Tally {
    all @0 :UInt64;
    failed @1 :UInt64;         # of these, those that failed, timed out or were not reached
  }
  struct Attribute {
    name @0 :Text;             # of a tag or property, `$fleet` or `$template`
    many @1 :Bool;             # it has more values than are counted, so none is
    values @2 :List(Value);    # in the order in which they were met
  }
  struct Value {
    text @0 :Text;
    devices @1 :Tally;         # that have it
  }
  struct Pair {
    first @0 :UInt32;          # place of an attribute in the list
    second @1 :UInt32;         # of a later one
    cells @2 :List(Cell);      # by first value, then by second; only those that some device has
  }
  struct Cell {
    first @0 :UInt32;          # place of a value of the first attribute
    second @1 :UInt32;         # of the second
    all @2 :UInt64;            # devices that have both
    failed @3 :UInt64;         # of these
  }
}

struct Target {
  # How a device stands in a job.
  device @0 :Text;             # its id
  fleet @1 :Text;
  outcome @2 :UInt16;          # pending, dispatched, succeeded, failed, timed out, unreached, cancelled, skipped
  reason @3 :Text;             # empty where there is none
  attempts @4 :UInt32;         # how often it was sent the command
  wasSent @5 :Bool;
  sent @6 :Int64;              # when the last time
  hasEnded @7 :Bool;
  ended @8 :Int64;             # when it came to its end
  code @9 :UInt16;             # as a command outside of jobs has it; 0: there is none
}

struct Faults {
  # When faults held in a shard, and which met.
  spans @0 :List(Span);        # by fault
  overlaps @1 :List(Overlap);

  struct Span {
    begun @0 :Bool;            # whether `begin` means anything
    begin @1 :Int64;           # the first one
    ended @2 :Bool;            # whether `end` means anything
    end @3 :Int64;             # the last one
  }
  struct Overlap {
    first @0 :UInt32;          # the fault that lasted
    second @1 :UInt32;         # the fault that began meanwhile
    devices @2 :UInt64;
  }
}

struct Scan {
  # Members of a population that can only be counted by looking, at an instant.
  population @0 :UInt32;
  at @1 :Int64;
  counts @2 :List(UInt64);     # by state
}

struct Series {
  # The open window of a signal.
  series @0 :UInt32;           # number of the signal over all templates
  window @1 :Statistics;
}

struct Hash {
  # An order-free sum of hashes, 128 bits.
  high @0 :UInt64;
  low @1 :UInt64;
}

struct Summary {
  # A device as a list shows it.
  id @0 :Text;
  fleet @1 :Text;
  template @2 :Text;
  state @3 :UInt16;            # online, offline, crashed, quarantined, asleep, empty
  lastSeen @4 :Int64;          # of the last message sent; the largest number: never
}

struct Found {
  matched @0 :UInt64;          # of the devices looked at
  devices @1 :List(Summary);
  slots @2 :List(UInt32);      # parallel to `devices`
}

struct Detail {
  # All that is known of a device; values without a reading or setting are left out.
  summary @0 :Summary;
  tags @1 :List(Named);
  properties @2 :List(Named);
  signals @3 :List(Named);

  twin @4 :List(Twin);
  commands @5 :List(Mail.CommandRecord);  # told outside of jobs, the newest first
  approved @6 :Bool;
  blocked @7 :Bool;

  struct Named {
    name @0 :Text;
    value @1 :Mail.Value;
  }

  struct Twin {
    # What a writable property is wanted to be, and the device's last answer.
    name @0 :Text;
    desired @1 :Mail.Value;    # nothing: it was taken back
    desiredVersion @2 :UInt32;
    desiredAt @3 :Int64;
    ackCode @4 :UInt16;        # 0: it has not answered yet
    ackVersion @5 :UInt32;
    ackText @6 :Text;
    reportedAt @7 :Int64;      # when the device last said anything of the property
    pending @8 :Bool;          # the desired value has no answer
  }
}
