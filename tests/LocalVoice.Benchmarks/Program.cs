using BenchmarkDotNet.Running;
using LocalVoice.Benchmarks;
using LocalVoice.Engines.Piper;

switch (args)
{
    case ["overhead", ..]:
        await PipelineOverhead.RunAsync(Console.Out);
        break;
    case ["telephone", ..]:
        await TelephoneSpeech.RunAsync(Console.Out);
        break;
    case ["phonemizer-overhead", ..]:
        await PhonemizerOverhead.RunAsync(Console.Out);
        break;
    case ["phonemizer"]:
        PhonemizerWorker.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
