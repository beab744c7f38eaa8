using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Whisper.net.Native;

/// <summary>One blocking decode.</summary>
internal static unsafe class NativeDecode
{
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="WhisperProcessingException">whisper.cpp failed.</exception>
    public static IReadOnlyList<SegmentData> Run(
        StatePool states, DecodeOptions options, ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (model, state) = states.Rent();
        var language = Utf8StringMarshaller.ConvertToUnmanaged(options.Language);
        var prompt = Utf8StringMarshaller.ConvertToUnmanaged(options.Prompt);
        try
        {
            var parameters = Parameters(options);
            parameters.Language = language;
            parameters.InitialPrompt = prompt;
            var failure = Decode(model, state, parameters, samples, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return failure == 0 ? SegmentReader.Read(model, state, options.Probabilities) : throw new WhisperProcessingException(failure);
        }
        finally
        {
            Utf8StringMarshaller.Free(language);
            Utf8StringMarshaller.Free(prompt);
            states.Return(state, options.NoContext);
        }
    }

    private static int Decode(
        nint model, nint state, FullParams parameters, ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        var abort = 0;
        parameters.AbortCallback = &IsSet;
        parameters.AbortData = &abort;
        fixed (float* first = samples)
        {
            // Disposing the registration waits for a callback that runs, so that it never writes to a dead frame.
            using var registration = cancellationToken.UnsafeRegister(static flag => Volatile.Write(ref *(int*)(nint)flag!, 1), (nint)(&abort));
            return NativeMethods.whisper_full_with_state(model, state, parameters, first, samples.Length);
        }
    }

    private static FullParams Parameters(DecodeOptions options)
    {
        var parameters = NativeMethods.whisper_full_default_params(NativeMethods.Greedy);
        parameters.PrintProgress = 0;
        parameters.PrintTimestamps = 0;
        parameters.Threads = options.Threads ?? parameters.Threads;
        parameters.NoContext = options.NoContext ? (byte)1 : (byte)0;
        parameters.SingleSegment = options.SingleSegment ? (byte)1 : (byte)0;
        parameters.AudioContext = options.AudioContextSize ?? parameters.AudioContext;
        parameters.Temperature = options.Temperature ?? parameters.Temperature;
        parameters.TemperatureInc = options.TemperatureInc ?? parameters.TemperatureInc;
        parameters.BestOf = options.BestOf ?? parameters.BestOf;
        return parameters;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsSet(int* flag) => (byte)Volatile.Read(ref *flag);
}
