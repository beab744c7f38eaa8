using LocalVoice.Engines.Piper;
using Xunit.Runner.InProc.SystemConsole;

// The tests' own program is also the phonemizer that they start.
if (args is ["phonemizer"])
{
    PhonemizerWorker.Run();
    return 0;
}

return await ConsoleRunner.Run(args);
