using System.Collections.Concurrent;
using System.Diagnostics;
using k8s;
using k8s.Models;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>What <c>kubectl kustomize</c> makes of a folder of <c>scripts/kubernetes</c>; no cluster is asked.</summary>
internal sealed class Manifests
{
    /// <summary>The overlays that are applied as they are.</summary>
    public static readonly TheoryData<string> Overlays = new("gpu", "cpu", "air-gapped", "elsewhere");

    private static readonly string Folder = Path.Combine(Repository.Root, "scripts", "kubernetes");

    private static readonly ConcurrentDictionary<string, Task<Manifests>> Rendered = new();

    private readonly List<object> _objects;

    private Manifests(string text, List<object> objects) => (Text, _objects) = (text, objects);

    public string Text { get; }

    public IReadOnlyList<object> All => _objects;

    /// <summary>The pods of all workloads, by the workload's name.</summary>
    public IEnumerable<(string Name, V1PodTemplateSpec Template)> Pods =>
        [
            .. Of<V1StatefulSet>().Select(set => (set.Name(), set.Spec.Template)),
            .. Of<V1Deployment>().Select(deployment => (deployment.Name(), deployment.Spec.Template)),
            .. Of<V1Job>().Select(job => (job.Name(), job.Spec.Template)),
        ];

    /// <summary>The pod in which sessions are served.</summary>
    public V1PodSpec Server => Of<V1StatefulSet>().Single().Spec.Template.Spec;

    /// <summary>The containers that run this program.</summary>
    public IEnumerable<V1Container> Programs =>
        Pods.SelectMany(pod => pod.Template.Spec.Containers).Where(container => container.Command?[0] == "/app/localvoice");

    /// <summary>Rendered once for all tests.</summary>
    public static Task<Manifests> OfOverlayAsync(string name) =>
        Rendered.GetOrAdd(name, overlay => OfAsync(Path.Combine(Folder, "overlays", overlay)));

    public static Task<Manifests> OfModelsAsync() => OfAsync(Path.Combine(Folder, "models"));

    /// <summary>An overlay with a component, as an operator's own overlay would have it.</summary>
    public static async Task<Manifests> OfOverlayAsync(string name, string component)
    {
        using var own = new TemporaryFolder();
        await File.WriteAllTextAsync(
            own.File("kustomization.yaml"),
            $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [ {Path.GetRelativePath(own.Path, Path.Combine(Folder, "overlays", name))} ]
            components: [ {Path.GetRelativePath(own.Path, Path.Combine(Folder, "components", component))} ]
            """
        );
        return await OfAsync(own.Path);
    }

    /// <exception cref="YamlDotNet.Core.YamlException">A field is unknown, or has a value of another type.</exception>
    public static List<object> ReadStrictly(string text) => [.. KubernetesYaml.LoadAllFromString(text, null, strict: true)];

    public IEnumerable<T> Of<T>() => _objects.OfType<T>();

    private static async Task<Manifests> OfAsync(string folder)
    {
        var text = await RenderAsync(folder);
        return new(text, ReadStrictly(text));
    }

    private static async Task<string> RenderAsync(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not installed, which renders scripts/kubernetes.");
        }

        using (process)
        {
            var (text, problem) = (process!.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await problem);
            return await text;
        }
    }
}
