namespace LLama.Native;

/// <summary>What became of a batch. Below zero: the batch failed and the cache's state is unknown.</summary>
public enum DecodeResult
{
    AllocationFailed = -2,
    InvalidInputBatch = -1,
    DecodeFailed = -3,
    Ok = 0,

    /// <summary>The cache has no room for the batch; nothing was decoded.</summary>
    NoKvSlot = 1,
    ComputeAborted = 2,
}
