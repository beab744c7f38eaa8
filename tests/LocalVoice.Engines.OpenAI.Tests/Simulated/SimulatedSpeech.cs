using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.OpenAI.Tests.Simulated;

/// <summary>A simulated service that knows the spoken samples, whole and in part.</summary>
public sealed class SimulatedSpeech : IAsyncLifetime
{
    public const string Key = "sk-simulated-key-000";

    public SimulatedSpeechService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Service = await SimulatedSpeechService.StartAsync(new() { ApiKey = Key, Transcribe = Transcribe });

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private static string Transcribe(HeardAudio heard)
    {
        var sample = SpokenSamples.All.FirstOrDefault(sample => Begins(heard, sample));
        if (sample is null)
        {
            return "";
        }

        var words = sample.Text.Split(' ');
        return string.Join(' ', words.Take((int)Math.Round((double)words.Length * heard.Samples.Length / sample.Samples.Length)));
    }

    private static bool Begins(HeardAudio heard, SpokenSample sample) =>
        heard.Samples.Length <= sample.Samples.Length
        && heard.Samples.ToArray().Zip(sample.Samples.ToArray()).All(pair => Math.Abs(pair.First - (pair.Second * 32767)) <= 1);
}
