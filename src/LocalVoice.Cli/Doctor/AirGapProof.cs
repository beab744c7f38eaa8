using System.Net;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.SelfTest;
using LocalVoice.Server.Outbound;

namespace LocalVoice.Cli.Doctor;

/// <summary>
/// <c>doctor --airgap</c>: starts the configured server, tries to leave by the one way that it has, talks to it, and watches
/// whom its sockets reach meanwhile.
/// </summary>
internal static class AirGapProof
{
    /// <summary>A service that would be reached by name, and an address that belongs to nobody (RFC 5737).</summary>
    private static readonly Uri[] Outside = [new("https://api.openai.com/v1/models"), new("https://192.0.2.1/")];

    public static async Task<ExitCode> RunAsync(VerbContext context, string[] settings)
    {
        if (!ProcessSockets.CanBeRead)
        {
            throw new CliException("This system does not list a process's sockets.", "Run it on Linux.", ExitCode.Unavailable);
        }

        await using var server = await LocalServer.StartAsync(context.Cancellation, settings);
        var watch = new SocketWatch(context.Time);
        List<AirGapAttempt> attempts;
        SelfTestDocument talked;
        await using (watch)
        {
            attempts = await AttemptAsync(server, context.Cancellation);
            talked = await TalkAsync(context, server);
        }

        var proof = Judge(context, AirGap.Of(server.Services), attempts, talked, watch);
        Write(context, proof);
        context.WriteJson(proof);
        return proof.Holds ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task<List<AirGapAttempt>> AttemptAsync(LocalServer server, CancellationToken cancellationToken)
    {
        var attempts = new List<AirGapAttempt>();
        foreach (var address in Outside)
        {
            attempts.Add(new(address.AbsoluteUri, await AirGap.TryLeaveAsync(server.Services, address, cancellationToken)));
        }

        return attempts;
    }

    private static Task<SelfTestDocument> TalkAsync(VerbContext context, LocalServer server) =>
        new SelfTestRun(
            new ServerAddress(server.Root, server.Key, started: null),
            context.Time,
            (sentence, stop) => EspeakProcess.SpeakAsync(EspeakVoice.For(sentence.Language), sentence.Said, stop)
        ).OfAsync(SelfTestSentence.Starter, context.Cancellation);

    private static AirGapDocument Judge(
        VerbContext context,
        AirGap airGap,
        List<AirGapAttempt> attempts,
        SelfTestDocument talked,
        SocketWatch watch
    )
    {
        var answered = talked.Turns.Count(turn => turn.V2vMs is not null);
        var foreign = watch.Peers.Where(peer => !IPAddress.IsLoopback(peer)).Select(peer => peer.ToString()).ToList();
        var holds = airGap.Closed && foreign.Count == 0 && answered > 0 && attempts.TrueForAll(attempt => attempt.Refusal is not null);
        return new(
            holds,
            context.Time.GetUtcNow(),
            ThisProgram.Version,
            airGap,
            attempts,
            answered,
            watch.Looks,
            [.. watch.Peers.Select(peer => peer.ToString())],
            foreign
        );
    }

    private static void Write(VerbContext context, AirGapDocument proof)
    {
        context.WriteLines([
            $"LocalVoice {proof.Version}, {proof.Date:yyyy-MM-dd HH:mm} UTC",
            $"1. Who serves:      {string.Join("; ", proof.AirGap.Backends)}",
            $"2. What it allows:  {DoctorCommand.Sentence(proof.AirGap)}",
            .. proof.Attempts.Select(attempt => $"3. Leaving for {attempt.Address}: {attempt.Refusal ?? "IT WAS REACHED"}"),
            $"4. Talking:         {proof.TurnsAnswered} spoken turns were answered; meanwhile this process's sockets were listed "
                + $"{proof.Looks} times; connected to: {string.Join(", ", proof.Peers)}",
            proof.Foreign.Count == 0
                ? "                    None of these is another machine."
                : $"                    OTHER MACHINES: {string.Join(", ", proof.Foreign)}",
            proof.Holds ? "The air gap holds." : "The air gap does NOT hold.",
        ]);
    }
}

/// <param name="Refusal">Why it could not be reached; null: it was.</param>
internal sealed record AirGapAttempt(string Address, string? Refusal);

/// <summary>The document of <c>doctor --airgap --json</c>.</summary>
/// <param name="Looks">How often the sockets were listed.</param>
/// <param name="Peers">Addresses that they were connected to.</param>
/// <param name="Foreign">Those that are not loopback.</param>
internal sealed record AirGapDocument(
    bool Holds,
    DateTimeOffset Date,
    string Version,
    AirGap AirGap,
    IReadOnlyList<AirGapAttempt> Attempts,
    int TurnsAnswered,
    int Looks,
    IReadOnlyList<string> Peers,
    IReadOnlyList<string> Foreign
);
