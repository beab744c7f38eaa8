using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>
/// The models of the stages: section <c>LocalVoice:Engines</c>. A stage's own settings (threads, device, …) are in
/// the same section as its model: <c>Stt</c>, <c>Llm</c>, <c>Tts</c>.
/// </summary>
internal sealed class EngineOptions
{
    public const string Section = "LocalVoice:Engines";

    /// <summary>
    /// Threads shared by engines, 0…256; 0 takes all cores (decision 15). On a machine with busy neighbours fewer may be
    /// faster: native engines spin while they wait for each other.
    /// </summary>
    [Within(0, 256)]
    public int Threads { get; set; }

    /// <summary>Time for loading and warming up one stage's engine, 1 s…30 min; a server that needs longer stops. Default 2 min.</summary>
    [Within("00:00:01", "00:30:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromMinutes(2);

    public StageSelection Vad { get; set; } = new();

    public StageSelection Stt { get; set; } = new();

    public StageSelection Llm { get; set; } = new();

    public VoiceSelection Tts { get; set; } = new();

    /// <summary>Tells the end of a turn by its sound; off unless it names a model.</summary>
    public StageSelection SmartTurn { get; set; } = new();
}

/// <summary>The model of a stage: a manifest id, whose file is verified, unless a path is given.</summary>
internal sealed class StageSelection
{
    /// <summary>An id of the manifest, as <c>localvoice models list</c> shows them.</summary>
    public string Model { get; set; } = "";

    /// <summary>A custom file, used without verification.</summary>
    public string ModelPath { get; set; } = "";
}

/// <summary>The voices; the first is the default.</summary>
internal sealed class VoiceSelection
{
    public IList<VoiceModelSelection> Voices { get; set; } = [];

    /// <summary>Used when <see cref="Voices"/> is empty: configuration would merge two lists element by element.</summary>
    public IList<VoiceModelSelection> DefaultVoices { get; set; } = [];
}

/// <summary>A voice and its model.</summary>
internal sealed class VoiceModelSelection
{
    /// <summary>By which profiles and clients choose it.</summary>
    public string Name { get; set; } = "";

    /// <summary>An id of the manifest, as <c>localvoice models list</c> shows them.</summary>
    public string Model { get; set; } = "";

    /// <summary>A custom ONNX file, used without verification, with its configuration beside it (<c>.onnx.json</c>).</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>Codes of the languages that it speaks; it serves these first.</summary>
    public IList<string> Languages { get; set; } = [];

    /// <summary>The number of the speaker, for models of several; null: the first.</summary>
    public int? Speaker { get; set; }
}

/// <summary>Checks section <c>LocalVoice:Engines</c> against the ranges of its attributes.</summary>
[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
