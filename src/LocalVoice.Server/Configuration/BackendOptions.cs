using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// A backend on another machine, under <c>LocalVoice:Backends:Stt|Llm|Tts:NAME</c>. The settings of its kind (address, model …)
/// are in the same section.
/// </summary>
internal sealed class BackendOptions
{
    /// <summary>The protocol that it speaks; each stage has its own.</summary>
    [NotEmpty("a kind of backend")]
    public string Kind { get; set; } = "";

    /// <summary>Environment variable that holds its key; null: none.</summary>
    public string? KeyVariable { get; set; }

    /// <summary>Path of a file that holds its key and nothing else; goes before the variable. Null: none.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The backend of the same stage that serves when this one does not; null: none.</summary>
    public string? Fallback { get; set; }

    /// <summary>
    /// From a request to the moment at which the fallback is asked, 50 ms…10 s. Default 800 ms: longer is heard as silence.
    /// </summary>
    [Within("00:00:00.05", "00:00:10")]
    public TimeSpan FallbackWithin { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long a backend that failed twice in a row is not asked, 1 s…10 min. Default 10 s, chosen by trial.</summary>
    [Within("00:00:01", "00:10:00")]
    public TimeSpan FallbackPause { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Checks a backend's common settings against the ranges of their attributes.</summary>
[OptionsValidator]
internal sealed partial class BackendOptionsValidator : IValidateOptions<BackendOptions>;
