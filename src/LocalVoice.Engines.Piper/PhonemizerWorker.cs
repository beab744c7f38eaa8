using System.Diagnostics;
using System.Runtime.InteropServices;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;

namespace LocalVoice.Engines.Piper;

/// <summary>
/// The phonemizer's process: requests on standard input, replies on standard output, until standard input closes. It
/// leaves signals to its parent, and ends itself where a request hangs and the parent is no longer there to end it.
/// </summary>
public static class PhonemizerWorker
{
    // Longer than the parent waits, even for a start, so that it acts only for a parent that is gone.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Returns when standard input closes.</summary>
    public static void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        using var watch = TimeProvider.System.CreateTimer(
            _ => Process.GetCurrentProcess().Kill(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        var espeak = new Lazy<EspeakPhonemizer>(() => new EspeakPhonemizer(), LazyThreadSafetyMode.PublicationOnly);
        while (PhonemizerFrame.Read(input) is { } request)
        {
            watch.Change(Limit, Timeout.InfiniteTimeSpan);
            PhonemizerFrame.Write(output, Reply(PhonemizerRequest.Of(request), espeak));
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private static byte[] Reply(PhonemizerRequest request, Lazy<EspeakPhonemizer> espeak)
    {
        try
        {
            return request.Kind switch
            {
                PhonemizerRequestKind.Knows => PhonemizerReply.Knows(espeak.Value.Knows(request.Voice)),
                PhonemizerRequestKind.Clauses => Clauses(EspeakBound.Normal),
                PhonemizerRequestKind.ClausesStrictly => Clauses(EspeakBound.Strict),
                _ => PhonemizerReply.Description(espeak.Value.Version, espeak.Value.DataFolder),
            };
        }
        catch (EngineException failure)
        {
            return PhonemizerReply.Failure(failure.Message);
        }

        byte[] Clauses(EspeakBound bound) => PhonemizerReply.Clauses(espeak.Value.Clauses(request.Text, request.Voice, bound));
    }
}
