namespace LocalVoice.Core.Tools;

/// <summary>The language model called a function in a way that its declaration forbids, twice.</summary>
public sealed class ToolCallException(string message) : Exception(message);
