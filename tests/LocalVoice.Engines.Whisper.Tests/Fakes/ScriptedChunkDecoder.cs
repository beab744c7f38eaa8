using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Tests.Fakes;

/// <summary>Answers each decode with the next text of a script, and keeps what it was asked.</summary>
internal sealed class ScriptedChunkDecoder(params string[] texts) : IChunkDecoder
{
    private readonly Queue<string> _texts = new(texts);

    public List<(int Samples, int AudioContext, string Language, string Prompt)> Asked { get; } = [];

    public Task<Hypothesis> DecodeAsync(
        ReadOnlyMemory<float> samples,
        int audioContext,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        Asked.Add((samples.Length, audioContext, request.Language, request.Prompt));
        var text = _texts.Dequeue();
        return Task.FromResult(new Hypothesis(text, "es", text.Length == 0 ? [] : [new TranscriptToken(text, -0.1)]));
    }
}
