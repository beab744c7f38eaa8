using System.Diagnostics;
using System.Runtime.InteropServices;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Benchmarks;

/// <summary>
/// What espeak-ng's own process adds to a clause: the same clauses in this process and in the other one, by turns.
/// Promise: ≤ 1 ms more in the median.
/// </summary>
internal static class PhonemizerOverhead
{
    private const int Clauses = 4000;
    private const int WarmUp = 500;

    private static readonly string[] Texts =
    [
        "Buenos días, ¿en qué puedo ayudarle?",
        "El tren de las ocho sale del andén número cuatro y el de las nueve y media sale del andén número siete,",
        "pero hoy los dos llegan con veinte minutos de retraso porque ha nevado en la montaña durante toda la noche.",
    ];

    public static async Task RunAsync(TextWriter report)
    {
        var command = new PhonemizerCommand("dotnet", [typeof(PhonemizerOverhead).Assembly.Location, "phonemizer"]);
        var begin = Stopwatch.GetTimestamp();
        using var isolated = new IsolatedPhonemizer(
            () => PhonemizerProcess.Start(command, NullLogger.Instance),
            TimeProvider.System,
            NullLogger.Instance
        );
        var started = Stopwatch.GetElapsedTime(begin);
        using var inProcess = new EspeakPhonemizer();
        await report.WriteLineAsync(
            $"{Clauses} Spanish clauses, espeak-ng {isolated.Version}, {Environment.ProcessorCount} cores, "
                + $"{RuntimeInformation.FrameworkDescription}; start {started.TotalMilliseconds:0} ms"
        );
        await report.WriteLineAsync($"{"", -24}{"p50", 10}{"p95", 10}{"p99", 10}{"max", 10}  ms");
        Measure(inProcess, isolated, WarmUp);
        var (here, there) = Measure(inProcess, isolated, Clauses);
        await WriteAsync(report, "in this process", here);
        await WriteAsync(report, "in its own", there);
        await report.WriteLineAsync($"added in the median: {(At(there, 0.5) - At(here, 0.5)).TotalMilliseconds:0.000} ms");
    }

    private static (List<TimeSpan> Here, List<TimeSpan> There) Measure(IPhonemizer inProcess, IPhonemizer isolated, int clauses)
    {
        List<TimeSpan> here = [];
        List<TimeSpan> there = [];
        for (var i = 0; i < clauses; i++)
        {
            var text = Texts[i % Texts.Length];
            here.Add(Time(inProcess, text));
            there.Add(Time(isolated, text));
        }

        here.Sort();
        there.Sort();
        return (here, there);
    }

    private static TimeSpan Time(IPhonemizer phonemizer, string text)
    {
        var begin = Stopwatch.GetTimestamp();
        phonemizer.Clauses(text, "es");
        return Stopwatch.GetElapsedTime(begin);
    }

    private static TimeSpan At(List<TimeSpan> sorted, double quantile) => sorted[(int)Math.Min(sorted.Count - 1, quantile * sorted.Count)];

    private static async Task WriteAsync(TextWriter report, string name, List<TimeSpan> sorted)
    {
        string Ms(double quantile) => At(sorted, quantile).TotalMilliseconds.ToString("0.000");
        await report.WriteLineAsync($"{name, -24}{Ms(0.5), 10}{Ms(0.95), 10}{Ms(0.99), 10}{Ms(1), 10}");
    }
}
