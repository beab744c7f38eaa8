using LocalVoice.Speech;

namespace LocalVoice.Engines.OpenAI.Languages;

/// <summary>
/// The languages that the speech models know: those of Whisper (github.com/openai/whisper, <c>tokenizer.py</c>), on which
/// OpenAI's list for transcription and speech rests.
/// </summary>
internal static class SpokenLanguages
{
    private static readonly HashSet<string> Codes =
    [
        .. (
            "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa "
            + "lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk "
            + "nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue"
        ).Split(' '),
    ];

    /// <returns>The code without region or variant (<c>ca</c> of <c>ca-valencia</c>), or <see cref="LanguageTag.Detected"/>.</returns>
    /// <exception cref="EngineException">Another language.</exception>
    public static string Resolve(string language, string service)
    {
        var code = LanguageTag.Base(language);
        return code == LanguageTag.Detected || Codes.Contains(code)
            ? code
            : throw new EngineException($"The speech models of {service} do not know the language '{language}'.");
    }
}
