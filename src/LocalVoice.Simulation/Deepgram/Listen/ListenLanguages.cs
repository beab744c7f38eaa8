using LocalVoice.Simulation.Deepgram.Handshakes;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>
/// The languages of Nova-3: developers.deepgram.com/docs/models-languages-overview and the changelog's entries "Nova-3 Model
/// Update" of 15 August, 2 and 16 September, 4 and 24 November 2025, 21 January (be … te), 3 February (he fa ur), 17 March (zh-HK
/// th), 31 March (zh …), 23 April (gu), 5 August (pa ne) and "Nova-3 Adds Kazakh" of 3 September 2026 (kk).
/// </summary>
internal static class ListenLanguages
{
    private const string Nova3 =
        "multi en en-US en-AU en-GB en-IN en-NZ es es-419 fr fr-CA pt pt-BR pt-PT de de-CH nl nl-BE sv sv-SE da da-DK it tr no id "
        + "bg cs fi hi hu ja ko ko-KR pl ru uk vi ca et el lv lt ms ro sk be bn bs hr kn mk mr sr sl ta tl te gu gu-IN zh-HK th th-TH "
        + "he fa ur zh zh-CN zh-Hans zh-TW zh-Hant pa pa-IN ne kk kk-KZ";

    private static readonly HashSet<string> OfNova3 = [.. Nova3.Split(' ')];

    /// <summary>Of other models any tag is taken.</summary>
    /// <exception cref="RejectedException">The model does not have it.</exception>
    public static void Check(string model, string language)
    {
        if (model.StartsWith("nova-3", StringComparison.Ordinal) && !OfNova3.Contains(language))
        {
            throw new RejectedException(Rejection.NoSuchModel);
        }
    }
}
