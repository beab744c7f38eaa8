namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Whose chat completions are simulated.</summary>
public enum ChatDialect
{
    /// <summary><c>/v1</c>.</summary>
    OpenAI,

    /// <summary><c>/openai/v1</c>.</summary>
    Groq,

    /// <summary><c>/v1beta/openai</c>.</summary>
    Gemini,

    /// <summary><c>/v1</c>, as vLLM's server speaks.</summary>
    Compatible,
}
