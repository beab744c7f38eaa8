using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>
/// Which models serve the stages: section <c>LocalVoice:Engines</c>. A stage's own settings (threads, device, …) stand
/// in the stage's section beside these: <c>Stt</c>, <c>Llm</c>, <c>Tts</c>.
/// </summary>
internal sealed class EngineOptions
{
    public const string Section = "LocalVoice:Engines";

    /// <summary>
    /// Threads that engines share, 0…256; 0 takes all cores but one, which audio and the network keep. Native engines
    /// spin while they wait: with a thread on every core, one busy neighbour made a decode twenty times slower.
    /// </summary>
    [Within(0, 256)]
    public int Threads { get; set; }

    public StageSelection Vad { get; set; } = new();

    public StageSelection Stt { get; set; } = new();

    public StageSelection Llm { get; set; } = new();

    public VoiceSelection Tts { get; set; } = new();
}

/// <summary>The model of a stage: an id of the manifest, whose file is checked in full, unless a path is given.</summary>
internal sealed class StageSelection
{
    public string Model { get; set; } = "";

    /// <summary>A file of the operator's own, taken as it is.</summary>
    public string ModelPath { get; set; } = "";
}

/// <summary>The voices; the first is the default.</summary>
internal sealed class VoiceSelection
{
    public IList<VoiceModelSelection> Voices { get; set; } = [];

    /// <summary>Used where <see cref="Voices"/> names none: configuration would merge two lists voice by voice.</summary>
    public IList<VoiceModelSelection> DefaultVoices { get; set; } = [];
}

/// <summary>One voice and its model.</summary>
internal sealed class VoiceModelSelection
{
    public string Name { get; set; } = "";

    public string Model { get; set; } = "";

    public string ModelPath { get; set; } = "";

    public IList<string> Languages { get; set; } = [];

    public int? Speaker { get; set; }
}

/// <summary>Checks section <c>LocalVoice:Engines</c> against the ranges that attributes state.</summary>
[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
