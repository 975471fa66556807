#!/usr/bin/env escript
%%! +P 33554432 +S 2:2
%% Baseline: one Erlang process per device.
%%
%% erlang_baseline [DEVICES] [ROUNDS]
%%
%% Two schedulers, of which the sender is a process too. Every round sends each process one tick, which computes one
%% reading; at most ?WINDOW ticks are unanswered. Prints one JSON line with the keys that all baselines share.
-mode(compile).

-define(WINDOW, 100000).
-define(DEVICES_MAX, 20000000).
-define(ROUNDS_MAX, 1000).

main(Args) ->
    Devices = argument(Args, 1, 500000, ?DEVICES_MAX),
    Rounds = argument(Args, 2, 10, ?ROUNDS_MAX),
    Spawned = counters:new(1, [write_concurrency]),
    Turns = counters:new(1, [write_concurrency]),
    Before = resident_bytes(),
    {SpawnTime, All} = timer:tc(fun() -> spawn_all(Devices, Spawned, Turns) end),
    {TurnTime, ok} = timer:tc(fun() -> run_rounds(All, 0, Rounds, Devices, Turns) end),
    io:format("{\"name\": \"erlang_process\", \"devices\": ~b, \"bytes_per_device\": ~b, "
              "\"spawned_per_second\": ~b, \"turns_per_second\": ~b}~n",
              [Devices, round((resident_bytes() - Before) / Devices),
               round(Devices / SpawnTime * 1.0e6), round(Devices * Rounds / TurnTime * 1.0e6)]),
    erlang:halt(0).

%% -- devices ---------------------------------------------------------------------------------------------------------

device(Seed, Last, Turns) ->
    receive
        {tick, Tick} ->
            Next = 0.9 * Last + 0.1 * reading(Seed, Tick),
            counters:add(Turns, 1, 1),
            device(Seed, Next, Turns)
    end.

reading(Seed, Tick) -> 20.0 + erlang:phash2({Seed, Tick}) / 134217728.

spawn_all(Devices, Spawned, Turns) ->
    All = [begin
               in_window(I, Spawned),
               spawn(fun() -> counters:add(Spawned, 1, 1), device(I, 0.0, Turns) end)
           end || I <- lists:seq(1, Devices)],
    wait_for(Devices, Spawned),
    All.

%% -- the sender ------------------------------------------------------------------------------------------------------

run_rounds(_, Rounds, Rounds, Devices, Turns) ->
    wait_for(Rounds * Devices, Turns);
run_rounds(All, Round, Rounds, Devices, Turns) ->
    send_round(All, {tick, Round}, Round * Devices, Turns),
    run_rounds(All, Round + 1, Rounds, Devices, Turns).

send_round([], _, _, _) -> ok;
send_round([Device | Rest], Tick, Sent, Turns) ->
    Device ! Tick,
    in_window(Sent, Turns),
    send_round(Rest, Tick, Sent + 1, Turns).

%% Waits, now and then, until no more than a window of what was sent is unanswered.
in_window(Sent, Counter) when Sent rem 1024 =:= 0 -> wait_for(Sent - ?WINDOW, Counter);
in_window(_, _) -> ok.

wait_for(Wanted, Counter) ->
    case counters:get(Counter, 1) >= Wanted of
        true -> ok;
        false -> erlang:yield(), wait_for(Wanted, Counter)
    end.

%% -- the machine -----------------------------------------------------------------------------------------------------

resident_bytes() ->
    {ok, Status} = file:read_file("/proc/self/status"),
    {match, [Kilobytes]} = re:run(Status, "VmRSS:\\s+(\\d+)", [{capture, all_but_first, list}]),
    list_to_integer(Kilobytes) * 1024.

argument(Args, At, _, Most) when length(Args) >= At ->
    max(1, min(Most, list_to_integer(lists:nth(At, Args))));
argument(_, _, Otherwise, _) -> Otherwise.
