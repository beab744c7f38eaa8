using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Cli.Bench.Compare.Simulated;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>A speech-to-speech service that is all stages in one, and a caller that speaks its events: no server of ours.</summary>
internal sealed class RealtimeColumns(BenchCaller caller, HttpMessageInvoker connections, CompareDialer dialer, string instructions)
    : IMeasuredColumns
{
    /// <summary>Without reasoning; developers.openai.com/api/docs/models lists it in November 2026.</summary>
    public const string Model = "gpt-realtime-1.5";

    private const string TranscriptionModel = "gpt-4o-mini-transcribe";
    private static readonly Uri Service = new("wss://api.openai.com/v1/realtime");

    private static readonly Dictionary<string, string> Instructions = new()
    {
        ["es"] = "Eres Vega, un asistente de voz. Responde breve.",
        ["ca"] = "Eres Vega, un assistent de veu. Respon breu.",
        ["en"] = "You are Vega, a voice assistant. Answer briefly.",
    };

    /// <summary>What is paid for.</summary>
    public static ChargedService Charged { get; } = new("openai", PriceTable.AllStages, Model);

    public static async Task<RealtimeColumns> StartAsync(
        ColumnGroup group,
        SimulatedServices services,
        CompareDialer dialer,
        CallerParts parts,
        CancellationToken cancellationToken
    )
    {
        var simulated = group.IsSimulated.Contains(true);
        var address = simulated ? await services.RealtimeAsync(Model, cancellationToken) : Service;
        var connections = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellation) => (await dialer.DialAsync(context.DnsEndPoint, cancellation)).Stream,
            }
        );
        var caller = new BenchCaller(new UriBuilder(address) { Query = $"model={Model}" }.Uri, parts.Language, parts.Utterances, parts.Time)
        {
            ApiKey = simulated ? SimulatedServices.Key : Environment.GetEnvironmentVariable(ColumnPlan.RealtimeKey)?.Trim(),
            Call = new() { Framing = () => new Base64Framing(), Connections = connections },
            Announce = services.Expect,
        };
        return new(caller, connections, dialer, Instructions[parts.Language]);
    }

    public async Task<IReadOnlyList<SpokenTurn>> TalkAsync(Scenario scenario, int turns, CancellationToken cancellationToken)
    {
        var session = scenario.Session with { Instructions = instructions, TranscriptionModel = TranscriptionModel };
        return await caller.TalkAsync(scenario with { Session = session }, turns, first: 0, default, cancellationToken);
    }

    public TurnFigures FiguresOf(SpokenTurn turn) => TurnFigures.OfWhole(turn, dialer.Newest);

    public ValueTask DisposeAsync()
    {
        connections.Dispose();
        return ValueTask.CompletedTask;
    }
}
