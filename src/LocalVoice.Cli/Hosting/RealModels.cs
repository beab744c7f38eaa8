using System.CommandLine;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// The real models of the shared folder, as settings: a multilingual recogniser, an English language model, an English
/// voice and a model of how turns end. The folder is <c>LOCALVOICE_SHARED</c>, else <c>shared</c> beside the checkout.
/// </summary>
internal static class RealModels
{
    public const string FolderVariable = "LOCALVOICE_SHARED";
    private const string Name = "real";
    private const string Recognizer = "ggml-base-q8_0.bin";
    private const string LanguageModel = "SmolLM2-135M-Instruct-Q4_0.gguf";
    private const string Voice = "en_US-joe-medium.onnx";
    private const string TurnEnd = "smart-turn-v3.2-cpu.onnx";

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--models")
        {
            Description =
                $"'{Name}': Whisper base, SmolLM2, the voice joe and Smart Turn of the shared folder ({FolderVariable}). "
                + "Else as configured.",
        };
        option.AcceptOnlyFromAmong(Name);
        return option;
    }

    /// <summary>The shared folder, whether it exists or not.</summary>
    public static string SharedFolder() =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(Checkout(), "..", "shared"));

    /// <summary>Empty unless <paramref name="models"/> asks for them.</summary>
    /// <exception cref="CliException">A file is missing.</exception>
    public static string[] Settings(string? models) => models == Name ? Settings() : [];

    private static string[] Settings()
    {
        const string engines = "--LocalVoice:Engines:";
        return
        [
            $"{engines}Stt:ModelPath={Existing(Recognizer)}",
            $"{engines}Llm:ModelPath={Existing(LanguageModel)}",
            $"{engines}Tts:Voices:0:Name=joe",
            $"{engines}Tts:Voices:0:ModelPath={Existing(Voice)}",
            $"{engines}Tts:Voices:0:Languages:0=en",
            $"{engines}SmartTurn:ModelPath={Existing(TurnEnd)}",
        ];
    }

    private static string Existing(string file)
    {
        var folder = Path.Combine(SharedFolder(), "real-models");
        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? path
            : throw new CliException(
                $"The real models are not all in '{folder}': '{file}' is missing.",
                $"Name the folder above it in {FolderVariable}, or leave out --models.",
                ExitCode.Unavailable
            );
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LocalVoice.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
