using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.OpenAI.Tests.RealServices;

/// <summary>Hearing and speaking at the providers themselves, where their keys are set. Costs a few cents.</summary>
public sealed class RealSpeechTests
{
    [Theory]
    [InlineData("openai", "https://api.openai.com/v1", "gpt-transcribe")]
    [InlineData("groq", "https://api.groq.com/openai/v1", "whisper-large-v3-turbo")]
    public async Task A_spoken_sentence_is_understood(string service, string url, string model)
    {
        using var connections = new LoopbackConnections();
        var recognizer = new OpenAIRecognizer(
            new()
            {
                Url = new(url),
                Service = service,
                Model = model,
                Key = ServiceKey.OrSkip(service),
            },
            connections,
            TimeProvider.System,
            new RecordedLog<OpenAIRecognizer>()
        );
        await using var stream = recognizer.OpenStream(new("es", ["mesa"]));
        stream.Append(SpokenSamples.BookATable.Samples.Span);

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Contains("reservar una mesa", transcript.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_clause_is_spoken()
    {
        using var connections = new LoopbackConnections();
        var synthesizer = new OpenAISynthesizer(
            new() { Key = ServiceKey.OrSkip("openai") },
            connections,
            TimeProvider.System,
            new RecordedLog<OpenAISynthesizer>()
        );
        var samples = 0;

        await foreach (var chunk in synthesizer.SynthesizeAsync(new("Buenos días.", "es"), CancellationToken.None))
        {
            samples += chunk.Samples.Length;
        }

        Assert.InRange(samples / (double)synthesizer.SampleRateHz, 0.4, 5);
    }
}
