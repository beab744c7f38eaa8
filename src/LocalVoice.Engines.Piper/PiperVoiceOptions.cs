using LocalVoice.Configuration;

namespace LocalVoice.Engines.Piper;

/// <summary>One voice: a Piper model, or one speaker of a model with several. Voices of one model share its weights.</summary>
public sealed class PiperVoiceOptions
{
    /// <summary>The voice's name in sessions.</summary>
    [NotEmpty("a name")]
    public string Name { get; set; } = "";

    /// <summary>Path of the <c>.onnx</c> file; its configuration is beside it as <c>.onnx.json</c>.</summary>
    [NotEmpty("a Piper voice's .onnx file")]
    public string ModelPath { get; set; } = "";

    /// <summary>Language codes of the voice, to select a voice when the session names none. Empty: any.</summary>
    public IList<string> Languages { get; set; } = [];

    /// <summary>Speaker id; null: the speaker named <see cref="Name"/> in the model's configuration, else 0.</summary>
    [Within(0, 100_000)]
    public int? Speaker { get; set; }
}
