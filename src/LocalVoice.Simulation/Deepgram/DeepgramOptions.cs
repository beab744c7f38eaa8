using System.Security.Cryptography.X509Certificates;
using LocalVoice.Simulation.Delays;

namespace LocalVoice.Simulation.Deepgram;

/// <summary>What the simulated service is like.</summary>
public sealed record DeepgramOptions
{
    /// <summary>The one that it lets in.</summary>
    public string Key { get; init; } = "simulated-key";

    /// <summary>Its own work, without the network.</summary>
    public ProviderDelays Delays { get; init; } = ProviderDelays.Published;

    /// <summary>Of the draws of <see cref="Delays"/>.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Louder audio is voice, −120…0 dBFS.</summary>
    public double ThresholdDbfs { get; init; } = -45;

    /// <summary>Shorter sound is noise.</summary>
    public TimeSpan ShortestSpeech { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Shorter quiet belongs to the speech, as for any detector of voice.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Voice that a word of an utterance of any length takes.</summary>
    public TimeSpan TimePerWord { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Audio between interims of v1/listen. "Deepgram's Interim Results are typically sent every second"
    /// (developers.deepgram.com/docs/utterance-end).
    /// </summary>
    public TimeSpan InterimEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Audio of v1/listen that is final without any pause. "Deepgram's default algorithm automatically sends final results every
    /// few seconds" (developers.deepgram.com/docs/understand-endpointing-interim-results).
    /// </summary>
    public TimeSpan LongestSegment { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Silence after which v2/listen says <c>EagerEndOfTurn</c>; null: drawn for each turn, so that with the service's lag it comes
    /// as late as <see cref="Delays"/> tell. At least <see cref="ShortestPause"/>.
    /// </summary>
    public TimeSpan? EagerSilence { get; init; }

    /// <summary>As <see cref="EagerSilence"/>, of <c>EndOfTurn</c>. Always after the eager one.</summary>
    public TimeSpan? EndSilence { get; init; }

    /// <summary>
    /// Audio between <c>Update</c> messages of v2/listen: "approximately every 0.25 seconds of transcribed audio"
    /// (developers.deepgram.com/docs/flux/state).
    /// </summary>
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Text that v1/speak says in a second.</summary>
    public double CharactersPerSecond { get; init; } = 15;

    /// <summary>For TLS; null for plain text.</summary>
    public X509Certificate2? Certificate { get; init; }
}
