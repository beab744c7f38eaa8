namespace LLama.Abstractions;

/// <summary>Parameters of a model and of a context together.</summary>
public interface ILLamaParams : IModelParams, IContextParams;
