using LocalVoice.Audio;

namespace LocalVoice.Testing.Audio;

/// <summary>A short recording of the starter models' domain, spoken by espeak-ng: 16 kHz mono.</summary>
/// <param name="Name">The WAV's name without extension, for test output.</param>
/// <param name="Language">Language code: <c>es</c>, <c>ca</c> or <c>en</c>.</param>
/// <param name="Text">The words spoken, which the starter recogniser transcribes exactly.</param>
public sealed record SpokenSample(string Name, string Language, string Text)
{
    private readonly Lazy<float[]> _samples = new(() => Pcm16Wave.Read(PathOf(Name)));

    /// <summary>The WAV beside the tests.</summary>
    public string FilePath => PathOf(Name);

    /// <summary>The recording at 16 kHz, −1…1. Read once; do not write to it.</summary>
    public ReadOnlyMemory<float> Samples => _samples.Value;

    public TimeSpan Duration => AudioFormat.Recognition.DurationOf(_samples.Value.Length);

    public override string ToString() => Name;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Audio", $"{name}.wav");
}
