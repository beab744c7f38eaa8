using BenchmarkDotNet.Running;
using LocalVoice.Benchmarks;

if (args is ["overhead", ..])
{
    await PipelineOverhead.RunAsync(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
