using LocalVoice.Speech;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Silero;

/// <summary>
/// Detector of one stream. Tensors are created once over pinned arrays; two bindings alternate the two state tensors
/// between input and output, so no window copies state or allocates.
/// </summary>
internal sealed class SileroVadDetector : IVoiceActivityDetector
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly float[] _input = new float[SileroTensors.InputSamples];
    private readonly float[] _evenState = new float[SileroTensors.StateValues];
    private readonly float[] _oddState = new float[SileroTensors.StateValues];
    private readonly float[] _output = new float[1];
    private readonly OrtValue[] _values;
    private readonly OrtIoBinding _evenToOdd;
    private readonly OrtIoBinding _oddToEven;
    private bool _odd;

    public SileroVadDetector(InferenceSession session)
    {
        _session = session;
        var input = OrtValue.CreateTensorValueFromMemory(_input, SileroTensors.InputShape);
        var even = OrtValue.CreateTensorValueFromMemory(_evenState, SileroTensors.StateShape);
        var odd = OrtValue.CreateTensorValueFromMemory(_oddState, SileroTensors.StateShape);
        var rate = OrtValue.CreateTensorValueFromMemory(new long[] { SileroTensors.SampleRateHz }, []);
        var output = OrtValue.CreateTensorValueFromMemory(_output, SileroTensors.OutputShape);
        _values = [input, even, odd, rate, output];
        _evenToOdd = Bind(even, odd);
        _oddToEven = Bind(odd, even);

        OrtIoBinding Bind(OrtValue state, OrtValue nextState)
        {
            var binding = session.CreateIoBinding();
            binding.BindInput(SileroTensors.Input, input);
            binding.BindInput(SileroTensors.State, state);
            binding.BindInput(SileroTensors.SampleRate, rate);
            binding.BindOutput(SileroTensors.Output, output);
            binding.BindOutput(SileroTensors.NextState, nextState);
            return binding;
        }
    }

    public int WindowSamples => SileroTensors.WindowSamples;

    public int SampleRateHz => SileroTensors.SampleRateHz;

    public float Probability(ReadOnlySpan<float> window)
    {
        if (window.Length != WindowSamples)
        {
            throw new ArgumentException($"A window has {WindowSamples} samples, not {window.Length}.", nameof(window));
        }

        // The model's input begins with the last 64 samples of the previous window.
        _input.AsSpan(WindowSamples).CopyTo(_input);
        window.CopyTo(_input.AsSpan(SileroTensors.ContextSamples));
        _session.RunWithBinding(_run, _odd ? _oddToEven : _evenToOdd);
        _odd = !_odd;
        return _output[0];
    }

    public void Reset()
    {
        Array.Clear(_input);
        Array.Clear(_evenState);
        Array.Clear(_oddState);
        _odd = false;
    }

    public void Dispose() => Disposal.All([_evenToOdd, _oddToEven, .. _values, _run]);
}
