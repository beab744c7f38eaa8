using System.Collections.Concurrent;
using LocalVoice.Compute;
using LocalVoice.Engines.SmartTurn.Features;
using LocalVoice.Onnx.Sessions;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.SmartTurn;

/// <summary>
/// Smart Turn v3 (BSD-2-Clause, github.com/pipecat-ai/smart-turn) on ONNX Runtime: one copy of the weights for all sessions.
/// A call takes one leased thread, and no thread of its caller's. Disposed after the last call has ended.
/// </summary>
public sealed partial class SmartTurnModel : ITurnEndModel, IDisposable
{
    private readonly IComputeBudget _budget;
    private readonly InferenceSession _session;
    private readonly ConcurrentBag<SmartTurnInput> _inputs = [];

    /// <exception cref="EngineException">The model is missing, or it is not Smart Turn v3.</exception>
    public SmartTurnModel(SmartTurnOptions options, IComputeBudget budget, ILogger<SmartTurnModel> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(logger);
        _budget = budget;
        var model = OnnxSession.Read(options.ModelPath);
        _session = OnnxSession.Open(model, options.ModelPath, threads: 1, OnnxDevice.Cpu);
        try
        {
            SmartTurnTensors.Check(_session, options.ModelPath);
        }
        catch
        {
            _session.Dispose();
            throw;
        }

        Info = new EngineInfo("turn", "smart-turn", Path.GetFileName(options.ModelPath), "cpu", EnginePackage.Of(typeof(OnnxSession)));
        LogLoaded(logger, Info.Model, Info.Package);
    }

    public EngineInfo Info { get; }

    public TimeSpan Window { get; } = TimeSpan.FromSeconds(FeatureShape.Samples / (double)FeatureShape.SampleRateHz);

    public async ValueTask<double> ProbabilityAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        // A turn waits for it as it does for its final: whichever is asked for first has its threads first.
        using var lease = await _budget.LeaseAsync(ComputeWork.FinalTranscript, maxThreads: 1, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Probability(samples.Span, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken) =>
        await ProbabilityAsync(new float[FeatureShape.Samples], cancellationToken).ConfigureAwait(false);

    public void Dispose() => Disposal.All([.. _inputs, _session]);

    private double Probability(ReadOnlySpan<float> samples, CancellationToken cancellationToken)
    {
        if (!_inputs.TryTake(out var input))
        {
            input = new SmartTurnInput();
        }

        try
        {
            input.Write(samples);
            using var outputs = CancellableRun.Run(
                _session,
                SmartTurnTensors.Inputs,
                input.Tensors,
                SmartTurnTensors.Outputs,
                cancellationToken
            );
            return outputs[0].GetTensorDataAsSpan<float>()[0];
        }
        finally
        {
            // As many as ran at once, which the leases bound.
            _inputs.Add(input);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Turn end model {Model} ready ({Package}).")]
    private static partial void LogLoaded(ILogger logger, string model, string package);
}
