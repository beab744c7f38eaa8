using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary><c>llama_model_params</c> of b8390: 72 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeModelParams
{
    public void** Devices;
    public void* TensorBufferOverrides;
    public int GpuLayers;
    public int SplitMode;
    public int MainGpu;
    public float* TensorSplit;
    public nint ProgressCallback;
    public void* ProgressCallbackUserData;
    public void* KeyValueOverrides;
    public byte VocabOnly;
    public byte UseMemoryMap;
    public byte UseDirectIo;
    public byte UseMemoryLock;
    public byte CheckTensors;
    public byte UseExtraBuffers;
    public byte NoHost;
    public byte NoAlloc;
}
