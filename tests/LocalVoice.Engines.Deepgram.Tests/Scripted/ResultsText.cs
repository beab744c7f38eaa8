using System.Globalization;

namespace LocalVoice.Engines.Deepgram.Tests.Scripted;

/// <summary>
/// Messages of <c>v1/listen</c> with every field that the reference has: "Live Audio",
/// developers.deepgram.com/reference/speech-to-text/listen-streaming, as of 2026-07.
/// </summary>
internal static class ResultsText
{
    /// <param name="start">Seconds of the connection's audio.</param>
    /// <param name="words">Spread evenly over the time; their confidence is 0.99.</param>
    public static string Of(double start, double end, string words, bool isFinal = true, bool fromFinalize = false)
    {
        var spoken = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var length = (end - start) / Math.Max(1, spoken.Length);
        var list = string.Join(
            ',',
            spoken.Select(
                (word, i) =>
                    Text(
                        $$"""
                        {"word":"{{word.ToLowerInvariant()}}","start":{{start + (i * length)}},"end":{{start + ((i + 1) * length)}},
                        "confidence":0.99,"punctuated_word":"{{word}}"}
                        """
                    )
            )
        );
        return Text(
            $$$"""
            {"type":"Results","channel_index":[0,1],"duration":{{{end - start}}},"start":{{{start}}},"is_final":{{{Flag(isFinal)}}},
            "speech_final":false,"channel":{"alternatives":[{"transcript":"{{{words}}}","confidence":0.99,"words":[{{{list}}}]}]},
            "metadata":{"request_id":"5c91a4e1-2f3c-4a53-bc5e-1c1f5c5f7f5a","model_info":{"name":"general-nova-3",
            "version":"2025-04-17.21547","arch":"nova-3"},"model_uuid":"40bd3654-e622-47c4-a111-63a61b23bfe8"},
            "from_finalize":{{{Flag(fromFinalize)}}}}
            """
        );
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";
}
