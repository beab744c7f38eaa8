using System.CommandLine;
using LocalVoice.Cli;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Bench.Engines;
using LocalVoice.Cli.Bench.Load;
using LocalVoice.Cli.Completion;
using LocalVoice.Cli.Config;
using LocalVoice.Cli.Doctor;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Keys;
using LocalVoice.Cli.Models;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Cli.SelfTest;
using LocalVoice.Cli.Serve;
using LocalVoice.Cli.Serve.Echo;
using LocalVoice.Cli.Stages.Ask;
using LocalVoice.Cli.Stages.Normalize;
using LocalVoice.Cli.Stages.Phonemes;
using LocalVoice.Cli.Stages.Speak;
using LocalVoice.Cli.Stages.Transcribe;
using LocalVoice.Cli.Stages.Vad;
using LocalVoice.Cli.Store;
using LocalVoice.Cli.Talk;

if (PhonemizerVerb.TryRun(args))
{
    return (int)ExitCode.Success;
}

if (!CompletionCommand.IsAsked(args))
{
    NativeEnvironment.Apply();
}

var root = new RootCommand("LocalVoice: a voice agent that runs on this machine.")
{
    ServeCommand.Create(),
    ServeSimulatedCommand.Create(),
    ServeEchoCommand.Create(),
    TalkCommand.Create(),
    SelfTestCommand.Create(),
    DoctorCommand.Create(),
    BenchCommand.Create(),
    BenchEnginesCommand.Create(),
    BenchLoadCommand.Create(),
    KeysCommand.Create(),
    ConfigCommand.Create(),
    CompletionCommand.Create(),
    ModelsCommand.Create(),
    StoreCommand.Create(),
    VadCommand.Create(),
    TranscribeCommand.Create(),
    AskCommand.Create(),
    NormalizeCommand.Create(),
    PhonemesCommand.Create(),
    SpeakCommand.Create(),
    SayToWavCommand.Create(),
    LoadModelCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
