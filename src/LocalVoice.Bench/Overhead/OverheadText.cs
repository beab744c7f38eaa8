using System.Globalization;

namespace LocalVoice.Bench.Overhead;

/// <summary>The figures for people, each with its target.</summary>
public static class OverheadText
{
    public static IEnumerable<string> Lines(OverheadDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return
        [
            Line("idle", document.IdlePercentOfCore, "connected, the client sends nothing", OverheadDocument.IdleTarget),
            Line("listening", document.ListeningPercentOfCore, "the client sends silence in frames of 20 ms", target: null),
            Line("talking", document.TalkingPercentOfCore, "user and agent speak by turns, in real time", OverheadDocument.TalkingTarget),
        ];
    }

    private static string Line(string name, double percent, string what, double? target)
    {
        var verdict =
            target is not { } most ? ""
            : percent <= most ? $"; target {Number(most)} %: met"
            : $"; target {Number(most)} %: missed";
        return string.Create(CultureInfo.InvariantCulture, $"{name, -10}{percent, 6:0.00} % of a core  {what}{verdict}");
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
