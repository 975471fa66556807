@0xd9383e94161562e4;
# Control mail between shards and control actors, and the changes a journal keeps. Nothing here knows a process: the
# same mail is sent where everything is in one.
#
# Instants and spans are microseconds of virtual time since the scenario's start. Slots are places of devices within
# their shard. Numbers of faults, jobs, batches, templates, rules and series are their places in the scenario, which
# both sides have compiled from the same text. A number is never used again, and a field's number, type and default
# never change.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("muster::wire");

struct Slots {
  # A set of devices of one shard. One of the two is empty.
  members @0 :List(UInt32);  # ascending, each once
  runs @1 :List(UInt32);
  # Where it is shorter: the first of devices that follow each other, then how many they are, and so on; ascending.
}

struct Mail {
  # One message. Delivered in the order of (due, source, sequence), whatever the order in which it arrived.

  due @0 :Int64;        # the instant at which it acts, or the begin of the step that follows
  source @1 :UInt32;    # who sent it: a shard by its number, a control actor by a number above
  sequence @2 :UInt32;  # counts what one source has sent
  to @3 :UInt32;        # who gets it; 0xfffffffe is whoever acts on the fleet from outside

  body :union {
    failures @4 :Failures;          # shard to the default group of a template
    members @5 :Members;            # shard to whoever asked for a survey
    legReport @6 :LegReport;        # shard to a job
    survey @7 :Survey;              # a question to every shard; never delivered to one as mail
    faultStart @8 :FaultStart;      # faults director to a shard
    restart @9 :Restart;            # default group to a shard
    quarantine @10 :Slots;          # default group to a shard: these devices are given up
    legPlan @11 :LegPlan;           # job to a shard
    legGrant @12 :LegGrant;         # job to a shard
    legClose @13 :LegClose;         # job to a shard
    jobAct @14 :JobAct;             # from outside to a job
    propertyAct @15 :PropertyAct;   # from outside to a shard
    actReport @16 :ActReport;       # back to the outside
    wake @17 :UInt32;               # to oneself: the token that was asked for
    connectAsk @18 :List(ConnectAsk);
    # Shard to the service: the devices that ask in one step to be let in.
    connectAnswer @19 :List(ConnectAnswer);
    # Service to a shard: what became of them.
    ruleWatch @20 :RuleWatch;       # faults director to a shard
    commandAsk @21 :UInt64;         # job to the service: so many commands could be sent now
    commandRoom @22 :CommandRoom;   # service to a job
    commandAct @23 :CommandAct;     # from outside to a shard
    lifecycleAct @24 :LifecycleAct; # from outside to a shard
    legWindow @25 :UInt32;          # job, by its number, to a shard: its window may have opened or closed
    legRetry @26 :LegRetry;         # job to a shard
    jobRecord @27 :JobChange;       # job to its home shard: what is to survive of it
    jobTurn @28 :JobTurn;           # job to the service that limits how many are under way
    legEnd @29 :LegEnd;             # job to a shard
    question @30 :Question;         # from outside to a shard
    answers @31 :Answers;           # back to the outside
    legForget @32 :UInt32;          # job, by its number, to a shard: it was erased
  }
}

struct Failures {
  # The devices whose turn failed in one step of a shard.

  failed @0 :List(Failure);

  struct Failure {
    device @0 :UInt32;         # its slot
    key @1 :UInt64;            # the hash of its id, by which a default group knows it
    templateIndex @2 :UInt32;  # whose default group decides about it
    at @3 :Int64;              # when it failed
    reason @4 :Text;           # for people
  }
}

struct Members {
  # What a survey found in one shard.

  matched @0 :UInt64;             # devices that the condition holds for
  hashes @1 :List(UInt64);        # for a fault: the choice hash of each candidate, or of each cluster once; ascending
  batchSizes @2 :List(UInt64);    # for a job: targets in each batch that names its devices; for its health: devices by term
  left @3 :UInt64;                # for a job: targets that no such batch takes
}

struct LegReport {
  # What changed in a shard's part of a job during one step. All but the first two are numbers of devices.

  job @0 :UInt32;
  batch @1 :UInt32;        # 0xffffffff: of targets that no batch took
  dispatched @2 :UInt64;   # were sent the command
  succeeded @3 :UInt64;
  failed @4 :UInt64;
  timedOut @5 :UInt64;
  skipped @6 :UInt64;
  cancelled @7 :UInt64;
  unreached @8 :UInt64;    # were not sent the command in time
  ready @9 :UInt64;        # pending, and could be sent the command at the step's end
  rejected @10 :UInt64;    # of those that failed: said no at once
  recalled @11 :UInt64;    # cancelled after they had been sent the command
  asks @12 :UInt64;        # of those dispatched: failed, and might be told again
  repeated @13 :UInt64;    # were dispatched and are pending again
  lost @14 :UInt64;        # targets whose connection ended
  givenUp @15 :UInt64;     # pending at the step's end, their time is over, and they end with a permit
}

struct Survey {
  # Asks a shard at a barrier.

  about @0 :Subject;
  index @1 :UInt32;        # number of the fault, job or rule
  threshold @2 :UInt64;    # of a job: its targets are the candidates whose choice hash is at most this

  enum Subject {
    fault @0;              # whom does it aim at?
    job @1;                # freeze its targets
    rule @2;               # whom does it watch?
    health @3;             # how are the devices of the job?
    candidates @4;         # whom could the job choose?
    joined @5;             # who could be a target of the job by now?
    legs @6;               # how many of the job's targets have which outcome?
  }
}

struct FaultStart {
  # The candidates of the last survey whose choice hash is at most `threshold` have the fault from the mail's instant.

  fault @0 :UInt32;
  threshold @1 :UInt64;
}

struct RuleWatch {
  # The candidates of the last survey whose choice hash is at most `threshold` are watched from the mail's instant on.

  rule @0 :UInt32;
  threshold @1 :UInt64;
}

struct CommandRoom {
  # What becomes of the commands that a job asked to send. Those that are neither accepted nor refused wait.

  accepted @0 :UInt64;     # may be sent
  refused @1 :UInt64;      # are not sent
  again @2 :Int64;         # when the next one may be sent
}

struct Restart {
  # Failed devices run again.

  devices @0 :List(Device);

  struct Device {
    device @0 :UInt32;     # its slot
    at @1 :Int64;          # from when
  }
}

struct LegPlan {
  # The part of each batch of a job that lies in this shard.

  job @0 :UInt32;
  ranks @1 :List(Ranks);   # by batch

  struct Ranks {
    # Ranks among the targets that group batches leave over; empty for a group batch.
    first @0 :UInt64;
    last @1 :UInt64;       # the one behind the last
  }
}

struct LegGrant {
  # Opens the batches up to this one and lets devices of it be sent the command.

  job @0 :UInt32;
  batch @1 :UInt32;
  permits @2 :UInt64;      # how many devices, in the step that the mail arrives in
  unlimited @3 :Bool;      # all of the open batches, from now on, until a grant that is not
  refusals @4 :UInt64;     # so many more, whose command the service refuses
}

struct LegClose {
  # Moves what is still pending in a job to an outcome.

  job @0 :UInt32;
  to @1 :LegOutcome;
  reason @2 :Text;         # for people
  readyReason @3 :Text;    # of devices that could have been sent to; empty: `reason`
  recall @4 :Bool;         # and calls back who updates itself and has not begun to install
  inFlightToo @5 :Bool;    # who was sent the command is cancelled, too
  over @6 :Bool;           # nothing more of the leg is to be reported
}

struct JobTurn {
  # A job wants to begin, or is over.

  over @0 :Bool;
  priority @1 :Int64;      # of those that wait, the highest begins
  series @2 :UInt32;       # jobs of one series are under way one at a time; 0: it is of none
  skips @3 :Bool;          # it is left out where another one of its series has not ended
}

struct JobChange {
  # Where a job stands.

  job @0 :UInt32;
  stage @1 :Stage;
  reason @2 :Text;         # for people
  version @3 :UInt64;
  begin @4 :Instant;
  end @5 :Instant;
  currentBatch @6 :UInt32;
  batches @7 :List(Batch);
  soaksUntil @8 :Instant;
  reachEnds @9 :Instant;
  repeats @10 :UInt64;     # devices that were told again
  judged @11 :Bool;        # between two batches: whoever resumes it has looked
  byOutage @12 :Bool;      # paused by one

  struct Instant {
    # In virtual time, if it is known.
    known @0 :Bool;
    at @1 :Int64;
  }

  struct Batch {
    size @0 :UInt64;
    begin @1 :Instant;
    end @2 :Instant;
    forgiven @3 :UInt64;   # timed out while an outage had paused the job
  }

  enum Stage {
    pending @0;
    freezing @1;
    running @2;
    paused @3;
    cancelling @4;
    closing @5;
    cancelled @6;
    complete @7;
    erased @8;
  }
}

struct LegRetry {
  # Of the batch's devices that asked to be told again in the last step, the first so many are; the others have failed.

  job @0 :UInt32;
  batch @1 :UInt32;
  granted @2 :UInt64;
}

struct LegEnd {
  # Of the batch's devices whose time is over, the first so many end.

  job @0 :UInt32;
  batch @1 :UInt32;
  granted @2 :UInt64;
}

enum LegOutcome {
  # A device's state within a job, in the order of a device's life.
  pending @0;
  dispatched @1;
  succeeded @2;
  failed @3;
  timedOut @4;
  unreached @5;
  cancelled @6;
  skipped @7;
}

struct JobAct {
  # An operator's act on a job.

  act @0 :UInt64;              # number of the act in this run
  verb @1 :Verb;
  principal @2 :Text;          # who acts
  expectsVersion @3 :Bool;     # whether the job has to be at `expectedVersion`
  expectedVersion @4 :UInt64;

  enum Verb {
    pause @0;
    resume @1;
    cancel @2;
    erase @3;
  }
}

struct PropertyAct {
  # Sets properties of devices. Travels as it was written: each process binds it to its own world.

  act @0 :UInt64;              # number of the act in this run
  ids @1 :List(Text);          # the devices; none: all for which `where` holds
  where @2 :Text;              # a condition; empty: every device
  sets @3 :List(NamedValue);   # property, with its component, and what it is to be
}

struct NamedValue {
  name @0 :Text;
  value @1 :Value;
}

struct CommandAct {
  # Tells one device a command outside of jobs.

  act @0 :UInt64;              # number of the act in this run
  device @1 :Text;             # its id
  command @2 :Text;            # with its component, or short
  request @3 :List(NamedValue);
  id @4 :Text;                 # of the invocation, by which a repeat is known
  connectWithin @5 :Int64;     # waits so long for a device that is not connected
  answerWithin @6 :Int64;      # from when it is sent
  queueFor @7 :Int64;          # not 0: kept so long for a device that is not connected
}

struct LifecycleAct {
  # Lets devices work or holds them back.

  act @0 :UInt64;              # number of the act in this run
  ids @1 :List(Text);          # the devices; none: all for which `where` holds
  where @2 :Text;              # a condition; empty: every device
  verb @3 :Verb;
  into @4 :UInt32;             # of migrate: number of the template

  enum Verb {
    block @0;
    unblock @1;
    approve @2;
    remove @3;
    migrate @4;
  }
}

struct Question {
  # Asks devices for a value, or what becomes of a command. Travels as it was written.

  act @0 :UInt64;              # number of the act in this run
  ids @1 :List(Text);          # the devices; none: all for which `where` holds
  where @2 :Text;              # a condition; empty: every device
  value @3 :Text;              # a name or a formula over a device; empty: a command is told
  command @4 :Text;            # with its component, or short
  request @5 :List(NamedValue);
  within @6 :Int64;            # from asking to the last answer that counts
  id @7 :Text;                 # of what devices draw
}

struct Answers {
  # What the devices of a shard answered to a question.

  act @0 :UInt64;              # number of the act in this run
  fleets @1 :List(Fleet);      # in the order of slots
  texts @2 :List(Text);        # each once

  struct Fleet {
    # Columns of equal length, a device a row; but one of the last two is empty.
    fleet @0 :UInt32;          # number of the fleet
    ordinals @1 :List(UInt32); # of the devices in the fleet
    states @2 :List(UInt8);    # waiting (never), answered, no value, absent, left, timed out
    took @3 :List(Int64);      # from asking to the answer, the leaving or the deadline
    numbers @4 :List(Float64); # of who answered; a truth is 0 or 1
    texts @5 :List(UInt32);    # places in `texts`; 0xffffffff: none
  }
}

struct CommandRecord {
  # A command that a device was told outside of jobs, as it stands.

  number @0 :UInt64;           # of the act that asked for it
  device @1 :UInt32;           # its slot
  id @2 :Text;                 # of the invocation
  command @3 :Text;            # with its component
  request @4 :List(NamedValue);
  state @5 :UInt16;            # place in Muster's list of states, which only grows at its end
  code @6 :UInt16;             # as in HTTP; 0 while there is no answer
  reason @7 :Text;             # why it failed
  asked @8 :Int64;
  sent @9 :Int64;              # when the device was sent it
  answered @10 :Int64;         # when it was over
  answer @11 :Text;            # JSON: what the device said; empty where it said nothing
}

struct Value {
  # A value as a person writes it.
  union {
    nothing @0 :Void;
    truth @1 :Bool;
    number @2 :Float64;
    text @3 :Text;
    list @4 :List(Value);        # of a command's request only
    object @5 :List(NamedValue); # of a command's request only
  }
}

struct ActReport {
  # What a job or a shard did about an act.

  act @0 :UInt64;
  refusal @1 :Text;            # not empty: version or state do not allow it
  version @2 :UInt64;          # of a job, after the act
  matched @3 :UInt64;          # devices it spoke of
  changed @4 :UInt64;          # devices that have another value now
  command @5 :CommandRecord;   # of a command act; null of others
}

struct ConnectAsk {
  # A device asks the service to let it connect.

  device @0 :UInt32;           # its slot
  attempt @1 :UInt32;          # which of the device's attempts, so that a late answer is known as such
  key @2 :UInt64;              # the hash of its id, which orders those that ask at one instant
  at @3 :Int64;                # when it asks
}

struct ConnectAnswer {
  # What the service said to a device.

  device @0 :UInt32;           # its slot
  attempt @1 :UInt32;          # the one that is answered
  accepted @2 :Bool;           # false: it is refused
  at @3 :Int64;                # when it is connected, or knows that it is not
}

struct Change {
  # Something that altered the durable state of a shard. Ordered by (step, source, sequence).

  step @0 :Int64;              # number of the step it was made in
  source @1 :UInt32;           # number of the shard that made it
  sequence @2 :UInt32;         # counts the changes of one source

  what :union {
    lifecycle @3 :Lifecycle;
    property @4 :Property;
    legOpen @5 :LegOpen;
    leg @6 :Leg;
    hold @7 :Hold;
    desired @8 :Desired;
    acknowledged @9 :Acknowledged;
    command @10 :CommandRecord;
    legJoin @11 :LegOpen;
    legBatches @12 :LegBatches;
    job @13 :JobChange;
    previous @14 :Previous;
    legForget @15 :UInt32;       # number of a job that was erased
  }

  struct Lifecycle {
    # These devices crashed, run again or are quarantined.
    devices @0 :Slots;
    to @1 :State;

    enum State {
      running @0;
      crashed @1;
      quarantined @2;
    }
  }

  struct Hold {
    # These devices are held back, or no longer.
    devices @0 :Slots;
    what @1 :What;
    begins @2 :Bool;

    enum What {
      blocked @0;
      waiting @1;
      removed @2;
      elsewhere @3;
      unprovisioned @4;
    }
  }

  struct Desired {
    # One writable property of these devices, all of one fleet, is wanted to have this value.
    cohort @0 :UInt32;         # number of the fleet's part in the shard
    property @1 :UInt32;       # number of the property in the fleet
    devices @2 :Slots;
    value @3 :Float64;         # as the column keeps it
    version @4 :UInt32;        # from 1: so many values were wanted of it
  }

  struct Acknowledged {
    # These devices answered to what one property of theirs was wanted to be.
    cohort @0 :UInt32;
    property @1 :UInt32;
    devices @2 :Slots;
    code @3 :UInt16;           # as in HTTP
    version @4 :UInt32;        # that it answers
    text @5 :Text;             # why it was rejected; empty otherwise
  }

  struct Property {
    # One property of these devices, all of one fleet, has this value now.
    cohort @0 :UInt32;         # number of the fleet's part in the shard
    property @1 :UInt32;       # number of the property in the fleet
    devices @2 :Slots;
    value @3 :Float64;         # as the column keeps it
  }

  struct Previous {
    # A job has set one property of these devices, all of one fleet, which was this before.
    job @0 :UInt32;
    cohort @1 :UInt32;         # number of the fleet's part in the shard
    property @2 :UInt32;       # number of the property in the fleet
    devices @3 :Slots;
    value @4 :Float64;         # as the column keeps it; not a number: it had none
  }

  struct LegBatches {
    # How a job's targets in the shard were dealt out.
    job @0 :UInt32;
    members @1 :List(Slots);   # by batch
  }

  struct LegOpen {
    # A job's targets in the shard, frozen at its start; or more of them, for its last batch.
    job @0 :UInt32;
    targets @1 :Slots;
    at @2 :Int64;              # when
    batch @3 :UInt32;          # of those that joined
  }

  struct Leg {
    # These devices moved to an outcome of a job.
    job @0 :UInt32;
    to @1 :LegOutcome;
    devices @2 :Slots;
    reason @3 :Text;           # empty where the outcome says it all
    at @4 :Int64;              # when; where they differ, the first of them
    later @5 :Data;
    # By how many milliseconds later each moved, in the order of slots, from the millisecond of `at`; empty: all at `at`.
    # Each in as many bytes as the longest needs (1, 2, 4), lowest first. Of who is told again, when its pause is over.
    rejected @6 :Bool;         # they failed in that they said no at once
    late @7 :Bool;             # they are told again because they did not answer in time
  }
}
