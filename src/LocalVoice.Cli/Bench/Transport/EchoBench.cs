using LocalVoice.Bench;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Transport;
using LocalVoice.Bench.Transport.Echo;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve.Echo;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Bench.Transport;

/// <summary><c>bench transport --calls</c>: calls at once, without an engine.</summary>
internal sealed class EchoBench(VerbContext context, BenchTransportOptions options)
{
    private const string CallsPath = "/v1/realtime/calls";

    public async Task<TransportDocument> MeasureAsync(int calls)
    {
        var recording = await RecordingAsync();
        var elsewhere = Elsewhere();
        await using var server = elsewhere is null
            ? await ServerProcess.StartAsync(ServeEchoCommand.Name, context.Time, context.Cancellation)
            : null;
        var caller = new EchoCaller(elsewhere ?? new Uri(server!.Root, CallsPath), server?.Key, recording, context.Time);
        var figures = await new EchoRun(caller, server?.Process, context.Time).MeasureAsync(
            calls,
            TimeSpan.FromSeconds(context.Get(options.WarmUp)),
            TimeSpan.FromSeconds(context.Get(options.Seconds)),
            context.Cancellation
        );
        return new(context.Time.GetUtcNow(), MachineInfo.Current(), Transports: null, DifferenceP50Ms: null, figures, Notes(elsewhere));
    }

    /// <exception cref="CliException">It is no address.</exception>
    private Uri? Elsewhere() =>
        context.Get(options.Echo) is not { } url ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new CliException(
            $"--echo is '{url}', which is no address.",
            "Give the one to which it posts offers, like http://127.0.0.1:9000/v1/realtime/calls.",
            ExitCode.BadInput
        );

    private async Task<Recording> RecordingAsync()
    {
        var language = context.Get(options.Language);
        var all = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        return all[0].Recording;
    }

    private static string[] Notes(Uri? elsewhere) =>
        [
            "Echo: from a sample's capture by the caller until it is heard again: 20 ms to fill a packet, coding, network and decoding "
                + "there and back, at an ear without a buffer.",
            elsewhere is null
                ? "Per call: processor time of the whole server process while voice flows both ways, back with the caller's pauses (STUN, "
                    + "SRTP, RTP, RTCP, jitter buffer, Opus decoded and encoded, resampling, pacing, the session's events), less what it "
                    + "takes without a call. Sessions echo: no engine, no detector, no data channel; the callers are another process."
                : $"The server at {elsewhere} is not ours: its processor time is not measured.",
        ];
}
