using LocalVoice.Bench.Turns.Live;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Turns.Live;

/// <summary>
/// Plays sounds over the agent's voice, and lets it hear itself: over the WebSocket, in real time, on a server of its own.
/// </summary>
internal sealed class LiveBench(VerbContext context, BenchTurnsOptions options, LiveSounds sounds)
{
    // Long enough to be spoken over, short enough to listen to the end.
    private const int LongestAnswer = 60;

    private readonly string _language = context.Get(options.Language);
    private readonly int _trials = context.Get(options.Trials);
    private readonly LiveParts _parts = new(context.Get(options.Sounds));

    /// <param name="script">Of the babble.</param>
    /// <exception cref="CliException">The server cannot start.</exception>
    public async Task<LiveFigures> MeasureAsync(TurnScript script)
    {
        await using var server = await StartAsync();
        await using var address = ServerAddress.Of(server);
        var (url, call) = (address.RealtimeUrl(_language), Call(address));
        var questions = await sounds.QuestionsAsync(context.Cancellation);
        var trials = new List<OverlapTrial>();
        var overlap = new OverlapCaller(url, call, context.Time);
        foreach (var sound in await ChosenSoundsAsync(script))
        {
            trials.Add(await overlap.PlayAsync(questions, sound, context.Cancellation));
            Tell(trials[^1]);
        }

        var echo = new Dictionary<string, double>();
        foreach (var level in _parts.Echo ? EchoCaller.LevelsDb : [])
        {
            var caller = new EchoCaller(url, call, context.Time);
            var share = await caller.SelfInterruptionsAsync(level, questions, _trials, context.Cancellation);
            echo[FormattableString.Invariant($"{level}")] = share;
            context.Error.WriteLine(FormattableString.Invariant($"turns: echo at {level} dB: {share:0.###} of {_trials} turns"));
        }

        return new(BargeInFigures.Of(trials), echo, _trials);
    }

    /// <summary>One long session of all that.</summary>
    /// <exception cref="CliException">The server cannot start.</exception>
    public async Task<WalkFigures> WalkAsync(TurnScript script)
    {
        await using var server = await StartAsync();
        await using var address = ServerAddress.Of(server);
        var walk = new WalkCaller(address.RealtimeUrl(_language), Call(address), context.Time, context.Get(options.Seed))
        {
            Announce = told => context.Error.WriteLine($"turns: {told}"),
        };
        return await walk.WalkAsync(
            await sounds.QuestionsAsync(context.Cancellation),
            await ChosenSoundsAsync(script),
            TimeSpan.FromMinutes(context.Get(options.Minutes)),
            context.Cancellation
        );
    }

    private async Task<IReadOnlyList<OverlapSound>> ChosenSoundsAsync(TurnScript script) =>
        [.. (await sounds.OfAsync(_trials, script, context.Cancellation)).Where(sound => _parts.Plays(sound.Kind))];

    private Task<ServerProcess> StartAsync() =>
        ServerProcess.StartAsync(ServeCommand.Name, context.Time, context.Cancellation, RealModels.Settings(context.Get(options.Models)));

    private CallOptions Call(ServerAddress address) =>
        new()
        {
            ApiKey = address.Key,
            Session = new() { Language = _language, MaxOutputTokens = LongestAnswer },
            TimelineTimeout = TimeSpan.FromSeconds(3),
        };

    private void Tell(OverlapTrial trial) =>
        context.Error.WriteLine(
            FormattableString.Invariant(
                $"turns: {trial.Sound.Kind} '{trial.Sound.Name}': ducked {trial.Played?.Ducked?.TotalMilliseconds:0}, silent {
                    trial.Played?.Silent?.TotalMilliseconds:0}, restored {trial.Played?.Restored?.TotalMilliseconds:0} ms"
            )
        );
}
