namespace LLama.Exceptions;

#pragma warning disable CA1710 // The published name.
/// <summary>llama.cpp refused to do something.</summary>
public class RuntimeError(string message) : Exception(message);
