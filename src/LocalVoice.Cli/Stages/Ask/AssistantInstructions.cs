namespace LocalVoice.Cli.Stages.Ask;

/// <summary>The system messages that the starter chat model was trained with.</summary>
internal static class AssistantInstructions
{
    public static string In(string language) =>
        language switch
        {
            "ca" or "ca-valencia" => "Eres Vega, un assistent de veu. Respon breu.",
            "en" => "You are Vega, a voice assistant. Answer briefly.",
            _ => "Eres Vega, un asistente de voz. Responde breve.",
        };
}
