using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Bench.Compare.Simulated;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using Spectre.Console;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>Measures one group of columns after the other, so that only one holds its engines at a time.</summary>
internal sealed class CompareRun : IAsyncDisposable
{
    private readonly VerbContext _context;
    private readonly CallerParts _parts;
    private readonly int _turns;
    private readonly CompareDialer _dialer;
    private readonly SimulatedServices _services;
    private readonly Dictionary<string, ColumnFigures> _columns = [];
    private readonly List<string> _problems = [];

    public CompareRun(VerbContext context, CallerParts parts, int turns)
    {
        (_context, _parts, _turns) = (context, parts, turns);
        _dialer = new(context.Time);
        _services = new(_dialer);
    }

    public async Task<CompareDocument> MeasureAsync(IReadOnlyList<ColumnGroup> groups)
    {
        foreach (var group in groups)
        {
            await MeasureAsync(group);
        }

        return new CompareDocument(
            _columns,
            _context.Time.GetUtcNow(),
            MachineInfo.Current(),
            _parts.Language,
            _turns,
            _services.Delays,
            PriceLine.Of(_columns.Values.SelectMany(column => column.Charged)),
            CompareDocument.EarlierTable,
            [.. CompareNotes.Of(_columns.Values), .. _problems]
        );
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task MeasureAsync(ColumnGroup group)
    {
        _dialer.RoundTrip = TimeSpan.FromMilliseconds(group.RttMs ?? 0);
        await using IMeasuredColumns measured = group.Names.IsWhole
            ? await RealtimeColumns.StartAsync(group, _services, _dialer, _parts, _context.Cancellation)
            : await ServerColumns.StartAsync(group, _services, _dialer, _parts, _context.Cancellation);
        foreach (var (name, scenario) in group.Scenarios)
        {
            // One that is not measured: compilation and first connections are no part of the figures.
            await measured.TalkAsync(scenario, turns: 1, _context.Cancellation);
            var spoken = await measured.TalkAsync(scenario, _turns, _context.Cancellation);
            var turns = spoken.Select(measured.FiguresOf).ToList();
            _columns[name] = ColumnFigures.Of(group.SourceOf(scenario), turns);
            _problems.AddRange(CompareNotes.Problems(name, spoken, turns));
            Tell(name, _columns[name]);
        }
    }

    private void Tell(string name, ColumnFigures column)
    {
        var simulated = column.Simulated ? " (simulated)" : "";
        _context.Console.MarkupLineInterpolated(
            $"{name}{simulated}: p50 {column.V2vMs.P50:0}, p95 {column.V2vMs.P95:0} ms, {column.Unanswered} of {column.Turns} unanswered"
        );
    }
}
