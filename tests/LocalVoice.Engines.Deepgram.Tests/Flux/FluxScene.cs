using System.Globalization;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Deepgram.Tests.Flux;

/// <summary>The turn-taking recogniser and a server that does as it is told.</summary>
internal sealed class FluxScene : IAsyncDisposable
{
    private readonly TestConnections _connections = new();

    private FluxScene(ScriptedService service, Action<DeepgramFluxOptions>? change, TimeProvider time)
    {
        Service = service;
        var options = new DeepgramFluxOptions { Url = service.Url, Key = "0123456789abcdef" };
        change?.Invoke(options);
        Recognizer = new(options, _connections, time, new RecordedLog<DeepgramFluxRecognizer>());
    }

    public ScriptedService Service { get; }

    public DeepgramFluxRecognizer Recognizer { get; }

    public object Speaker { get; } = new();

    public static async Task<FluxScene> OpenAsync(Action<DeepgramFluxOptions>? change = null, TimeProvider? time = null) =>
        new(await ScriptedService.StartAsync(), change, time ?? TimeProvider.System);

    public ITurnTakingStream OpenStream(BackendReport? report = null) =>
        (ITurnTakingStream)Recognizer.OpenStream(RecognitionOptions.For("es") with { Speaker = Speaker, Report = report ?? new() });

    public static float[] Audio(double seconds) => [.. Enumerable.Repeat(0.1f, (int)(seconds * 16_000))];

    /// <summary>
    /// With every field that the reference has: "Turn-based Audio (Flux)",
    /// developers.deepgram.com/reference/speech-to-text/listen-flux, as of 2026-07; <c>trigger</c> is of "Force End Turn",
    /// developers.deepgram.com/docs/flux/force-end-turn, as of 2026-11.
    /// </summary>
    public static string Turn(string turnEvent, double start, double end, string words, int index = 0, string trigger = "model")
    {
        var list = string.Join(
            ',',
            words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $$"""{"word":"{{word}}","confidence":0.97}""")
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"type":"TurnInfo","request_id":"550e8400-e29b-41d4-a716-446655440000","sequence_id":7,"event":"{{turnEvent}}",
            "turn_index":{{index}},"audio_window_start":{{start}},"audio_window_end":{{end}},"transcript":"{{words}}",
            "words":[{{list}}],"end_of_turn_confidence":0.5,"languages":["es"],"languages_hinted":["es"],"trigger":"{{trigger}}"}
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        Recognizer.Dispose();
        _connections.Dispose();
        await Service.DisposeAsync();
    }
}
