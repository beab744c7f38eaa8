namespace LLama.Exceptions;

/// <summary>The model carries no chat template of this name.</summary>
public class TemplateNotFoundException(string name) : RuntimeError($"llama_model_chat_template: no template named '{name}'");
