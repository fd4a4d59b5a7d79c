package io.histostream.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.histostream.inference", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule batchingIsPlainJava = classes()
            .that()
            .resideInAPackage("io.histostream.inference.batching..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.histostream.inference.batching..");

    @ArchTest
    static final ArchRule imagesNeedNoContainerNoBrokerAndNoRuntime = noClasses()
            .that()
            .resideInAPackage("io.histostream.inference.image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.apache.kafka..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule oneClassKnowsOnnxRuntime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.histostream.inference.model.OnnxSession")
            .and()
            .haveNameNotMatching("io\\.histostream\\.inference\\.model\\.OnnxSession\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule modelsNeedNoContainer = noClasses()
            .that()
            .resideInAPackage("io.histostream.inference.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.apache.kafka..");
}
