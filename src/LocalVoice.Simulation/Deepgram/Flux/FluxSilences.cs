using LocalVoice.Simulation.Delays;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>How a turn's silences are heard.</summary>
/// <param name="Lag">Of every message behind the audio.</param>
/// <param name="Eager">Silence before <c>EagerEndOfTurn</c>.</param>
/// <param name="End">Silence before <c>EndOfTurn</c>; longer than <paramref name="Eager"/>.</param>
internal sealed record FluxSilences(TimeSpan Lag, TimeSpan Eager, TimeSpan End)
{
    /// <summary>The end comes at least this much after the eager one.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the next turn.</summary>
    public static FluxSilences Draw(DeepgramOptions options, DelaySampler delays)
    {
        var lag = delays.Draw("flux.update");
        var eager = AtLeast(options.ShortestPause, options.EagerSilence ?? delays.Draw("flux.eager") - lag);
        return new(lag, eager, AtLeast(eager + Step, options.EndSilence ?? delays.Draw("flux.end") - lag));
    }

    private static TimeSpan AtLeast(TimeSpan least, TimeSpan value) => value > least ? value : least;
}
