using System.CommandLine;
using LocalVoice.Cli;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Talk;

var root = new RootCommand("LocalVoice: a voice agent that runs on this machine.")
{
    TalkCommand.Create(),
    SayToWavCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
