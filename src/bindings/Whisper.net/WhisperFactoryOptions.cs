namespace Whisper.net;

/// <summary>How a model is loaded.</summary>
public struct WhisperFactoryOptions
{
    public WhisperFactoryOptions()
    {
    }

    /// <summary>Use a GPU where the native library has one.</summary>
    public bool UseGpu { get; set; } = true;

    public bool UseFlashAttention { get; set; }

    /// <summary>Which GPU, from 0.</summary>
    public int GpuDevice { get; set; }
}
