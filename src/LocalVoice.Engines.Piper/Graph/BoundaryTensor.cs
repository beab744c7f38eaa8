using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A tensor between two parts of a cut model, [1,channels,frames], or one without frames such as a speaker embedding
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

    /// <summary>Memory outside the heap, where sentences of many lengths leave no large objects. The caller disposes the value.</summary>
    public static BoundaryTensor Allocate(int channels, int frames) =>
        new(
            OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, channels, frames]),
            channels,
            frames
        );

    /// <summary>Copies a range of frames. The caller disposes the result.</summary>
    public OrtValue Slice(int firstFrame, int frames)
    {
        var slice = Allocate(Channels, frames);
        CopyTo(slice, firstFrame, 0, frames);
        return slice.Value;
    }

    /// <summary>Copies a range of frames to a tensor of as many channels.</summary>
    public void CopyTo(BoundaryTensor target, int firstFrame, int targetFrame, int frames)
    {
        var source = Value.GetTensorDataAsSpan<float>();
        var copy = target.Value.GetTensorMutableDataAsSpan<float>();
        for (var channel = 0; channel < Channels; channel++)
        {
            source.Slice((channel * Frames) + firstFrame, frames).CopyTo(copy[((channel * target.Frames) + targetFrame)..]);
        }
    }
}
