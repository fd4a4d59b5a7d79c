package io.histostream.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What Maven cannot guard. */
@AnalyzeClasses(packages = "io.histostream.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyThePublisherKnowsKafka = noClasses()
            .that()
            .doNotHaveSimpleName("KafkaBatchPublisher")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive..", "org.eclipse.microprofile.reactive..");

    @ArchTest
    static final ArchRule onlyOneClassNamesMeters = noClasses()
            .that()
            .doNotHaveSimpleName("IngestMetrics")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsWhichStoreItIs = noClasses()
            .that()
            .doNotHaveSimpleName("ImageStores")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("FolderImageStore");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.histostream.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisionsArePlainJava = classes()
            .that()
            .haveSimpleName("BatchAcceptance")
            .or()
            .haveSimpleName("RequestCheck")
            .or()
            .haveSimpleName("ImageReceiver")
            .or()
            .haveSimpleName("Relay")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("jakarta..", "io.quarkus..", "org.jboss.resteasy..");
}
