using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A tensor between encoder and decoder, [1,channels,frames], or one without frames such as a speaker embedding
/// [1,channels,1].
/// </summary>
internal readonly record struct BoundaryTensor(OrtValue Value, int Channels, int Frames)
{
    public static BoundaryTensor Of(OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        var frames = (int)shape[^1];
        return new BoundaryTensor(value, (int)(shape.Aggregate(1L, (product, size) => product * size) / Math.Max(1, frames)), frames);
    }

    /// <summary>Copies a range of frames. The caller disposes the result.</summary>
    public OrtValue Slice(int firstFrame, int frames)
    {
        var source = Value.GetTensorDataAsSpan<float>();
        var slice = new float[Channels * frames];
        for (var channel = 0; channel < Channels; channel++)
        {
            source.Slice((channel * Frames) + firstFrame, frames).CopyTo(slice.AsSpan(channel * frames));
        }

        return OrtValue.CreateTensorValueFromMemory(slice, [1, Channels, frames]);
    }
}
