namespace LocalVoice.Onnx.Sessions;

/// <summary>How ONNX Runtime plans the buffers of a graph while it opens a session.</summary>
public enum OnnxPlanning
{
    /// <summary>Buffers are shared between nodes; for every shape of the inputs the plan is kept. For small graphs of one shape.</summary>
    Thorough,

    /// <summary>Buffers are shared between nodes, and no shape is remembered: memory stays flat where each run has its own.</summary>
    Varying,

    /// <summary>
    /// No sharing either: ONNX Runtime 1.31 compares each output with all free buffers, parsing type names each time. 2458
    /// nodes of a Piper encoder: 1.5–2.9 s of processor time, without 0.2–0.3 s.
    /// </summary>
    Quick,
}
