using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary>A <c>whisper_context</c> without a state: the weights. Freed when the last user lets go.</summary>
internal sealed class ModelHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <exception cref="WhisperModelLoadException">The file is missing or no model.</exception>
    public static ModelHandle Load(string path, WhisperFactoryOptions options)
    {
        if (!File.Exists(path))
            throw new WhisperModelLoadException($"There is no model at {path}.");

        var parameters = NativeMethods.whisper_context_default_params();
        parameters.UseGpu = options.UseGpu ? (byte)1 : (byte)0;
        parameters.FlashAttention = options.UseFlashAttention ? (byte)1 : (byte)0;
        parameters.GpuDevice = options.GpuDevice;
        var model = new ModelHandle();
        model.SetHandle(NativeMethods.whisper_init_from_file_with_params_no_state(path, parameters));
        return model.IsInvalid ? throw new WhisperModelLoadException($"whisper.cpp cannot read the model {path}.") : model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.whisper_free(handle);
        return true;
    }
}
