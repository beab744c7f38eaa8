namespace LLama.Exceptions;

/// <summary>The chat template is none that llama.cpp knows.</summary>
public class MissingTemplateException : RuntimeError
{
    public MissingTemplateException()
        : base("llama_chat_apply_template: the template is not supported")
    {
    }

    public MissingTemplateException(string message)
        : base($"llama_chat_apply_template: this template is not supported: {message}")
    {
    }
}
