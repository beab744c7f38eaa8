using System.Globalization;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Transport.Echo;
using LocalVoice.Bench.Transport.Turns;

namespace LocalVoice.Bench.Transport;

/// <summary>The figures for people.</summary>
public static class TransportText
{
    public static IEnumerable<string> Lines(TransportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        IEnumerable<string> figures = document.Echo is { } echo
            ? Echo(echo)
            : Turns(document.Transports ?? new Dictionary<string, TransportFigures>(), document.DifferenceP50Ms);
        return [.. figures, .. document.Notes, $"{document.Machine} · {document.Date:yyyy-MM-dd}"];
    }

    private static List<string> Turns(IReadOnlyDictionary<string, TransportFigures> transports, double? difference)
    {
        List<string> lines =
        [
            "| transport | turns | unanswered | p50 ms | p95 | server p50 | share p50 | p95 | longest gap ms | gaps % | made up % |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ];
        foreach (var (name, of) in transports)
        {
            lines.Add(
                $"| {name} | {of.Turns} | {of.Unanswered} | {Whole(of.V2vMs.P50)} | {Whole(of.V2vMs.P95)} | {Whole(of.ServerMs.P50)} | "
                    + $"{Tenths(of.ShareMs.P50)} | {Tenths(of.ShareMs.P95)} | {Whole(of.LongestGapMs)} | {Tenths(of.GapPercent)} | "
                    + $"{Tenths(of.ConcealedPercent)} |"
            );
        }

        lines.Add($"WebRTC less WebSocket, of the medians: {Tenths(difference)} ms");
        return lines;
    }

    private static IEnumerable<string> Echo(EchoFigures echo) =>
        [
            "| calls | server idle, % of a core | per call, % of a core | echo p50 ms | p95 | made up % |",
            "|---:|---:|---:|---:|---:|---:|",
            $"| {echo.Calls} | {Hundredths(echo.IdlePercentOfCore)} | {Hundredths(echo.PercentOfCorePerCall)} | "
                + $"{Tenths(echo.EchoMs.P50)} | {Tenths(echo.EchoMs.P95)} | {Tenths(echo.ConcealedPercent)} |",
        ];

    private static string Whole(double? value) => Cell(value, "0");

    private static string Tenths(double? value) => Cell(value, "0.0");

    private static string Hundredths(double? value) => Cell(value, "0.00");

    private static string Cell(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
